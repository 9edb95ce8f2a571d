package io.threadkeep.context;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;

/**
 * What {@code inner} chooses, and in front of it the newest summary of what lies before, as a
 * message of its own. Summaries are made in the background by {@code model}, from the one before
 * and what was said since, after runs under such a policy; until there is one, and if there never
 * is, the window is {@code inner}'s.
 *
 * <p>Best around a {@link BlockAligned}: the summary then changes only when the block jumps, and
 * prompts begin alike in between.
 */
public record Summarising(ContextPolicy inner, String model) implements ContextPolicy {
  static final String NAME = "summarising";

  /** What {@code inner}'s budgets keep free for a summary, in tokens. */
  private static final int ROOM = 600;

  public Summarising {
    Checks.requiredText("model", model, Limits.MODEL);
    if (!model.matches("[^(),\\s]+")) {
      throw new InvalidInputException(
          "model", "a name without brackets, commas and spaces", "'" + model + "'");
    }
  }

  @Override
  public void fill(WindowBuilder window) {
    window.reserve(ROOM);
    inner.fill(window);
    window.summarise(model);
  }

  @Override
  public String spec() {
    return NAME + "(" + inner.spec() + ", " + model + ")";
  }
}
