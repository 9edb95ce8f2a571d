package io.threadkeep.samples.cli.report;

import io.threadkeep.context.Summary;
import io.threadkeep.context.WindowManifest.SummaryUse;
import io.threadkeep.message.Message;
import io.threadkeep.run.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The summaries that the engine would have had made behind the runs of a recorded conversation, and
 * what these calls would have used. What they would say nobody knows; they have a length.
 */
final class AssumedSummaries {
  // As the engine does it: see its SummaryWriter and SummaryPrompt.
  private static final int FEWEST_MESSAGES = 6;
  private static final int MOST_MESSAGES = 50;
  private static final int MOST_TOKENS_OF_ONE = 500;
  private static final int INSTRUCTIONS = 230;

  private final List<Message> messages;
  private final int tokens;
  private @Nullable Summary newest;
  private @Nullable Summary earlier;

  AssumedSummaries(List<Message> messages, int tokens) {
    this.messages = messages;
    this.tokens = tokens;
  }

  @Nullable Summary newest(String model, long upTo) {
    if (newest != null && newest.to() <= upTo) {
      return newest;
    }
    return earlier != null && earlier.to() <= upTo ? earlier : null;
  }

  /**
   * Brings the summary up to date behind a run that could have done with a newer one.
   *
   * @return what each call for it used; none if little was missing
   */
  List<Usage> afterRun(RecordedCall call, SummaryUse use) {
    List<Usage> made = new ArrayList<>();
    long from = use.to() + 1;
    while (use.wantedTo() - from + 1 >= FEWEST_MESSAGES) {
      long to = Math.min(use.wantedTo(), from + MOST_MESSAGES - 1);
      long said =
          messages.subList((int) from - 1, (int) to).stream()
              .mapToInt(message -> Math.min(message.tokens(), MOST_TOKENS_OF_ONE))
              .sum();
      long before = newest == null ? 0 : tokens;
      made.add(Usage.of(INSTRUCTIONS + before + said, tokens));
      earlier = newest;
      newest =
          new Summary(
              messages.get(0).threadId(), use.model(), 1, to, "(assumed)", tokens, call.at());
      from = to + 1;
    }
    return made;
  }
}
