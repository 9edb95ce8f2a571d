package io.threadkeep.context;

import io.threadkeep.limit.Checks;

/**
 * The first {@code count} messages of the thread, such as the task it is about, in front of what
 * {@code inner} chooses. Their tokens count against its budgets. Of tool calls, only those whose
 * results are all among the first are pinned.
 */
public record Pinned(int count, ContextPolicy inner) implements ContextPolicy {
  static final String NAME = "pinned";

  public Pinned {
    Checks.range(NAME, count, 1, 1_000);
  }

  @Override
  public void fill(WindowBuilder window) {
    window.pinFirst(count);
    inner.fill(window);
  }

  @Override
  public String spec() {
    return NAME + "(" + count + ", " + inner.spec() + ")";
  }
}
