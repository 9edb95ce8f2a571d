package io.threadkeep.context;

import java.util.List;

/**
 * Why a model knew what it knew: stored with the step of every model call.
 *
 * @param policy as configured, such as {@code last-messages(20)}
 * @param pinnedEnd the newest position that the run could see
 * @param included the positions in the window
 * @param leftOut the positions that are not, with reasons; together with {@code included} these are
 *     1 to {@code pinnedEnd}
 * @param shortened positions of messages that are in the window with shortened tool outputs
 * @param tokens estimate for the whole prompt, with instructions and tools
 */
public record WindowManifest(
    String policy,
    long pinnedEnd,
    List<PositionRange> included,
    List<LeftOut> leftOut,
    List<Long> shortened,
    int tokens) {
  public WindowManifest {
    included = List.copyOf(included);
    leftOut = List.copyOf(leftOut);
    shortened = List.copyOf(shortened);
  }
}
