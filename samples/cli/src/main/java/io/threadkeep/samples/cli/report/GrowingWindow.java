package io.threadkeep.samples.cli.report;

import io.threadkeep.context.ContextPolicy;
import io.threadkeep.context.ContextWindow;
import io.threadkeep.context.Everything;
import io.threadkeep.context.PrefixShare;
import io.threadkeep.message.Message;
import io.threadkeep.message.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The windows of {@link Everything}, each of which begins as the one before did. What is
 * {@linkplain SettledPoints settled} is only added up, and the policy sees what lies behind: all
 * calls together take as long as the log is, and not as long as all their prompts are.
 */
final class GrowingWindow implements Windows {
  // Beyond these a window may end before the log's beginning; see WindowBuilder and GroupReader.
  private static final long MOST_TOKENS = 1L << 30;
  private static final long MOST_STRAYS = 10_000;

  private static final ContextPolicy EVERYTHING = new Everything();

  private final List<Message> messages;
  private final AssumedSummaries summaries;
  private final Assumptions assumptions;
  private final SettledPoints points;
  private long settled;
  private long settledTokens;
  private long seen;
  private long newestUser;
  private @Nullable ContextWindow before;

  GrowingWindow(List<Message> messages, AssumedSummaries summaries, Assumptions assumptions) {
    this.messages = messages;
    this.summaries = summaries;
    this.assumptions = assumptions;
    this.points = SettledPoints.of(messages);
  }

  /** Whether it shows what {@code policy} would, of any call. */
  static boolean canStandFor(ContextPolicy policy, List<Message> messages) {
    return policy.equals(EVERYTHING)
        && messages.stream().mapToLong(Message::tokens).sum() < MOST_TOKENS
        && messages.stream().filter(GrowingWindow::mayBeStray).count() < MOST_STRAYS;
  }

  private static boolean mayBeStray(Message message) {
    return message.role() == Role.TOOL || !message.toolCalls().isEmpty();
  }

  @Override
  public Shown next(RecordedCall call) {
    RecordedLog log = new RecordedLog(messages, settled + 1, call.end(), summaries);
    ContextWindow window = ContextWindow.of(EVERYTHING, log, assumptions.frame(call.preamble()));
    Shown behind = Shown.of(before, window);
    Shown whole =
        new Shown(
            settledTokens + behind.tokens(),
            before == null
                ? PrefixShare.NONE
                : behind.prefix().plus(new PrefixShare(settledTokens, settledTokens)),
            null);
    before = settle(window, call.end());
    return whole;
  }

  /** Returns what is left of the window. A turn is not parted: its question is looked for. */
  private ContextWindow settle(ContextWindow window, long end) {
    for (; seen < end; seen++) {
      if (messages.get((int) seen).role() == Role.USER) {
        newestUser = seen + 1;
      }
    }
    settled = Math.max(settled, points.newestBelow(newestUser));
    List<Message> left = new ArrayList<>();
    for (Message message : window.messages()) {
      if (message.position() <= settled) {
        settledTokens += message.tokens();
      } else {
        left.add(message);
      }
    }
    return new ContextWindow(left, window.manifest());
  }
}
