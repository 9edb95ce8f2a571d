package io.threadkeep.id;

/** Names an assistant: {@code asst_} and 24 of {@code [A-Za-z0-9]}. */
public record AssistantId(String value) implements Id {
  public static final String PREFIX = "asst_";

  public AssistantId {
    Id.check("assistant_id", PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
