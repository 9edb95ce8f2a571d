package io.threadkeep.context;

/**
 * The whole log, for short threads and models with long contexts. The bill grows with the thread.
 */
public record Everything() implements ContextPolicy {
  static final String NAME = "everything";

  @Override
  public void fill(WindowBuilder window) {
    window.expect(Integer.MAX_VALUE);
    while (window.offer() != null) {
      window.take();
    }
  }

  @Override
  public String spec() {
    return NAME;
  }
}
