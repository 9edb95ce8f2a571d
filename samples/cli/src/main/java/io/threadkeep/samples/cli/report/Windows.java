package io.threadkeep.samples.cli.report;

import io.threadkeep.context.ContextPolicy;
import io.threadkeep.context.ContextWindow;
import io.threadkeep.context.PrefixShare;
import io.threadkeep.context.WindowManifest.SummaryUse;
import io.threadkeep.message.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a policy shows the calls of a recorded conversation, one after the other. */
interface Windows {

  /**
   * What a call is shown.
   *
   * @param tokens of the whole prompt
   * @param prefix what of it the call before was shown too, if both have the same instructions and
   *     tools; nothing of the first one
   */
  record Shown(long tokens, PrefixShare prefix, @Nullable SummaryUse summary) {
    static Shown of(@Nullable ContextWindow before, ContextWindow window) {
      return new Shown(
          window.manifest().tokens(),
          before == null ? PrefixShare.NONE : PrefixShare.between(before, window),
          window.manifest().details().summary());
    }
  }

  static Windows of(
      ContextPolicy policy,
      List<Message> messages,
      AssumedSummaries summaries,
      Assumptions assumptions) {
    return GrowingWindow.canStandFor(policy, messages)
        ? new GrowingWindow(messages, summaries, assumptions)
        : new EachWindow(policy, messages, summaries, assumptions);
  }

  /**
   * @throws io.threadkeep.context.WindowOverflowException if there is no window; the next call is
   *     compared with the one before
   */
  Shown next(RecordedCall call);
}
