package io.threadkeep.samples.cli.report;

import io.threadkeep.context.Summary;
import io.threadkeep.context.WindowManifest.SummaryUse;
import io.threadkeep.message.Message;
import io.threadkeep.run.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The summaries that the engine would have had made behind the runs of a recorded conversation, and
 * what these calls would have used. What they would say nobody knows; they have a length.
 */
final class AssumedSummaries {
  // As the engine does it: see its SummaryWriter and SummaryPrompt.
  private static final int FEWEST_MESSAGES = 6;
  private static final int MOST_MESSAGES = 50;
  private static final int FURTHEST_BACK = 1_000;
  private static final int MOST_TOKENS_OF_ONE = 500;
  private static final int INSTRUCTIONS = 230;

  private final List<Message> messages;
  private final int tokens;

  /** By where they end. */
  private final NavigableMap<Long, Summary> made = new TreeMap<>();

  AssumedSummaries(List<Message> messages, int tokens) {
    this.messages = messages;
    this.tokens = tokens;
  }

  @Nullable Summary newest(String model, long upTo) {
    Map.Entry<Long, Summary> newest = made.floorEntry(upTo);
    return newest == null ? null : newest.getValue();
  }

  /**
   * Brings the summary up to date behind a run that could have done with a newer one.
   *
   * @return what each call for it used; none if little was missing
   */
  List<Usage> afterRun(RecordedCall call, SummaryUse use) {
    List<Usage> used = new ArrayList<>();
    // The newest there is, not the one that the window showed: there may have been no room for it.
    Summary newest = newest(use.model(), use.wantedTo());
    long from = newest == null ? Math.max(1, use.wantedTo() - FURTHEST_BACK + 1) : newest.to() + 1;
    while (use.wantedTo() - from + 1 >= FEWEST_MESSAGES) {
      long to = Math.min(use.wantedTo(), from + MOST_MESSAGES - 1);
      long before = newest == null ? 0 : tokens;
      used.add(Usage.of(INSTRUCTIONS + before + said(from, to), tokens));
      long first = newest == null ? from : newest.from();
      newest =
          new Summary(
              messages.get(0).threadId(), use.model(), first, to, "(assumed)", tokens, call.at());
      made.put(to, newest);
      from = to + 1;
    }
    return used;
  }

  private long said(long from, long to) {
    return messages.subList((int) from - 1, (int) to).stream()
        .mapToInt(message -> Math.min(message.tokens(), MOST_TOKENS_OF_ONE))
        .sum();
  }
}
