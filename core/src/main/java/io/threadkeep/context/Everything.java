package io.threadkeep.context;

/**
 * The whole log, for short threads and models with long contexts. The bill grows with the thread.
 */
public record Everything() implements ContextPolicy {
  static final String NAME = "everything";

  @Override
  public ContextWindow select(PinnedLog log, PromptFrame frame) {
    WindowBuilder window = new WindowBuilder(log, (int) Math.min(log.end(), Integer.MAX_VALUE));
    while (window.offer() != null) {
      window.take();
    }
    return window.build(this, frame);
  }

  @Override
  public String spec() {
    return NAME;
  }
}
