package io.threadkeep.samples.cli.report;

import com.typesafe.config.Config;
import io.threadkeep.context.ModelLimits;
import io.threadkeep.context.PromptFrame;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a replay cannot know.
 *
 * @param summaryTokens how long a summary is
 * @param leastCached the shortest prefix that a provider keeps, in tokens
 * @param cacheStep by how many tokens a kept prefix grows
 * @param cacheKept how long after a call the next one finds it
 * @param limit what the model takes; null if nobody knows
 */
public record Assumptions(
    int summaryTokens,
    int leastCached,
    int cacheStep,
    Duration cacheKept,
    ModelLimits.@Nullable Limit limit) {

  /**
   * @param report as in {@code report.conf}
   */
  public static Assumptions of(Config report) {
    int context = report.getInt("model-context");
    return new Assumptions(
        report.getInt("summary-tokens"),
        report.getInt("cache.least"),
        report.getInt("cache.step"),
        report.getDuration("cache.kept"),
        context == 0 ? null : new ModelLimits.Limit(context, context));
  }

  /**
   * @param preamble tokens of instructions and tools
   */
  PromptFrame frame(int preamble) {
    return new PromptFrame(preamble, RecordedConversation.sizes(), limit, null, Integer.MAX_VALUE);
  }

  /** What a provider bills as cached of a prefix that has not changed. */
  long cached(long unchanged, Duration sinceLastCall) {
    boolean forgotten = sinceLastCall.compareTo(cacheKept) > 0;
    return forgotten || unchanged < leastCached ? 0 : unchanged / cacheStep * cacheStep;
  }
}
