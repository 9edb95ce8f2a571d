package io.threadkeep.id;

/** Names a thread: {@code thread_} and 24 of {@code [A-Za-z0-9]}. */
public record ThreadId(String value) implements Id {
  public static final String PREFIX = "thread_";

  public ThreadId {
    Id.check("thread_id", PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
