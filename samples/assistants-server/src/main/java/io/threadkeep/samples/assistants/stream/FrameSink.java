package io.threadkeep.samples.assistants.stream;

import io.threadkeep.id.StepId;

/** Where frames go. */
interface FrameSink {

  void frame(Frame frame);

  /**
   * The run waited for its owner, who has been told so.
   *
   * @param stillWaits whether nothing follows until it is answered
   */
  void actionRequired(StepId step, boolean stillWaits);

  /** The run is over. */
  void end();

  /** No more can be told, although the run goes on. */
  void fail(Throwable failure);
}
