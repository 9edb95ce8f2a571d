package io.threadkeep.kit;

import io.threadkeep.kit.transport.AnswerRules;
import io.threadkeep.kit.transport.FailureRules;
import io.threadkeep.kit.transport.PromptRules;
import io.threadkeep.kit.transport.StopRules;
import io.threadkeep.kit.transport.TransportTrial;

/**
 * The rules of {@link io.threadkeep.transport.ModelTransport}, by the numbers in its Javadoc. A
 * test of a transport implements this, and says with {@link ContractFor} which one it tries.
 */
public interface ModelTransportContract extends AnswerRules, PromptRules, FailureRules, StopRules {

  /** A new transport, and a provider that nobody has asked anything yet. */
  @Override
  TransportTrial newTrial();
}
