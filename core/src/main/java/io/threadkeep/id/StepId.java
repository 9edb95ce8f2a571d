package io.threadkeep.id;

/** Names a run step: {@code step_} and 24 of {@code [A-Za-z0-9]}. */
public record StepId(String value) implements Id {
  public static final String PREFIX = "step_";

  public StepId {
    Id.check("step_id", PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
