package io.threadkeep.id;

/** Names a run: {@code run_} and 24 of {@code [A-Za-z0-9]}. */
public record RunId(String value) implements Id {
  public static final String PREFIX = "run_";

  public RunId {
    Id.check("run_id", PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
