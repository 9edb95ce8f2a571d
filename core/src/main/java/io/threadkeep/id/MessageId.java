package io.threadkeep.id;

/** Names a message: {@code msg_} and 24 of {@code [A-Za-z0-9]}. */
public record MessageId(String value) implements Id {
  public static final String PREFIX = "msg_";

  public MessageId {
    Id.check("message_id", PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
