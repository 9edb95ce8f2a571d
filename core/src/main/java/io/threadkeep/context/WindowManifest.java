package io.threadkeep.context;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a model knew what it knew: stored with the step of every model call. Enough to {@linkplain
 * WindowReplay make the window again} for as long as the messages are there.
 *
 * @param policy as configured, such as {@code last-messages(20)}
 * @param pinnedEnd the newest position that the run could see
 * @param included the positions in the window
 * @param leftOut the positions that are not, with reasons; together with {@code included} these are
 *     1 to {@code pinnedEnd}
 * @param shortened positions of messages that are in the window with shortened tool outputs
 * @param tokens estimate for the whole prompt, with instructions and tools
 * @param details what else there is to know; {@link Details#UNKNOWN} for a window that was stored
 *     before this was kept
 */
public record WindowManifest(
    String policy,
    long pinnedEnd,
    List<PositionRange> included,
    List<LeftOut> leftOut,
    List<Long> shortened,
    int tokens,
    Details details) {
  public WindowManifest {
    included = List.copyOf(included);
    leftOut = List.copyOf(leftOut);
    shortened = List.copyOf(shortened);
    // Rows of earlier versions lack it.
    details = Objects.requireNonNullElse(details, Details.UNKNOWN);
  }

  /** Without details. */
  public WindowManifest(
      String policy,
      long pinnedEnd,
      List<PositionRange> included,
      List<LeftOut> leftOut,
      List<Long> shortened,
      int tokens) {
    this(policy, pinnedEnd, included, leftOut, shortened, tokens, Details.UNKNOWN);
  }

  /**
   * How the window is made up.
   *
   * @param messages how many it holds
   * @param preambleTokens of its tokens, those of instructions and tools
   * @param pins of the positions in it, those that were pinned
   * @param longestOutput to how many characters the outputs of {@link #shortened} were cut
   * @param mostTokens what was left of the run's budget for the prompt, if it has one
   * @param summary if the policy asks for one
   */
  public record Details(
      int messages,
      int preambleTokens,
      List<PositionRange> pins,
      @Nullable Integer longestOutput,
      @Nullable Integer mostTokens,
      @Nullable SummaryUse summary) {
    static final Details UNKNOWN = new Details(0, 0, List.of(), null, null, null);

    public Details {
      pins = List.copyOf(pins);
    }
  }

  /**
   * The summary in front of the window.
   *
   * @param model by which it is
   * @param wantedTo up to where the window leaves the log out; 0 if it holds all
   * @param from where the summary begins; 0 if there is none yet
   * @param to where it ends, at or before {@code wantedTo}; 0 if there is none yet
   * @param tokens of the prompt, those of the summary
   */
  public record SummaryUse(String model, long wantedTo, long from, long to, int tokens) {}
}
