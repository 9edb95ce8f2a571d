package io.threadkeep.internal.engine;

import io.threadkeep.message.Message;
import io.threadkeep.run.Run;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt has made of a run.
 *
 * @param reply the message that answers, if it wrote one
 */
public record RunOutcome(Run run, @Nullable Message reply) {}
