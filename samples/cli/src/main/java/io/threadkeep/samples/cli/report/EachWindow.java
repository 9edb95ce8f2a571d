package io.threadkeep.samples.cli.report;

import io.threadkeep.context.ContextPolicy;
import io.threadkeep.context.ContextWindow;
import io.threadkeep.message.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has any policy choose, for each call, from what the call could see. */
final class EachWindow implements Windows {
  private final ContextPolicy policy;
  private final List<Message> messages;
  private final AssumedSummaries summaries;
  private final Assumptions assumptions;
  private @Nullable ContextWindow before;

  EachWindow(
      ContextPolicy policy,
      List<Message> messages,
      AssumedSummaries summaries,
      Assumptions assumptions) {
    this.policy = policy;
    this.messages = messages;
    this.summaries = summaries;
    this.assumptions = assumptions;
  }

  @Override
  public Shown next(RecordedCall call) {
    RecordedLog log = new RecordedLog(messages, 1, call.end(), summaries);
    ContextWindow window = ContextWindow.of(policy, log, assumptions.frame(call.preamble()));
    Shown shown = Shown.of(before, window);
    before = window;
    return shown;
  }
}
