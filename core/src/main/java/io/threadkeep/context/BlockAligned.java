package io.threadkeep.context;

import io.threadkeep.limit.Checks;

/**
 * What {@code inner} chooses, less what lies before the next multiple of {@code block} messages of
 * the thread. The window's beginning stands still while {@code inner}'s slides by a block, and then
 * jumps by one: in between, prompts begin alike, and providers bill what they have cached at a
 * lower price. Fewer than {@code block} messages are given up for that.
 *
 * <p>Nothing is remembered from call to call: positions are the grid. Where the current turn lies
 * before the next multiple, the grid is halved until it does not.
 *
 * @param block in messages; about half of what {@code inner} takes is a good choice
 */
public record BlockAligned(ContextPolicy inner, int block) implements ContextPolicy {
  static final String NAME = "block-aligned";

  public BlockAligned {
    Checks.range(NAME, block, 2, 100_000);
  }

  @Override
  public void fill(WindowBuilder window) {
    inner.fill(window);
    long start = window.start();
    for (int grid = block; grid > 1; grid /= 2) {
      long boundary = (start - 1 + grid - 1) / grid * grid + 1;
      if (boundary <= window.turnStart()) {
        window.dropBelow(boundary);
        return;
      }
    }
  }

  @Override
  public String spec() {
    return NAME + "(" + inner.spec() + ", " + block + ")";
  }
}
