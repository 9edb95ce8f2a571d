package io.threadkeep.transport.openai;

import io.threadkeep.transport.ModelDelta;
import io.threadkeep.transport.ModelReply;
import java.util.List;

/** Puts one answer together from the events of one API. For one thread. */
interface Answer<E> {

  /** Takes the next event, and returns what of it can be shown. */
  List<ModelDelta> accept(E event);

  /** Whether the model said that it thinks, and has not gone on since. */
  boolean isThinking();

  /** Whether nothing more is to come that matters. */
  boolean isWhole();

  /**
   * @throws io.threadkeep.transport.ModelException if what came is not a whole answer
   */
  ModelReply reply();
}
