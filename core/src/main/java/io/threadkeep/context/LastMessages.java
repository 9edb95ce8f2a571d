package io.threadkeep.context;

import io.threadkeep.limit.Checks;

/**
 * The newest {@code count} messages. A turn that is longer by itself, such as a question with many
 * tool calls, is in as a whole, and alone.
 */
public record LastMessages(int count) implements ContextPolicy {
  static final String NAME = "last-messages";

  public LastMessages {
    Checks.range(NAME, count, 1, 100_000);
  }

  @Override
  public void fill(WindowBuilder window) {
    window.expect(count);
    while (window.messageCount() < count) {
      MessageGroup older = window.offer();
      if (older == null || window.messageCount() + older.messages().size() > count) {
        break;
      }
      window.take();
    }
  }

  @Override
  public String spec() {
    return NAME + "(" + count + ")";
  }
}
