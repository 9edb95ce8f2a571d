package io.threadkeep.options;

import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import io.threadkeep.store.GateLimit;
import java.util.HashMap;
import java.util.Map;

/**
 * How fast models may be called, by all processes on one storage together. They are to say the
 * same: each holds its own calls to its own limits.
 *
 * @param limits by model; one that is not among them is called as fast as its provider lets us
 */
public record GateOptions(Map<String, GateLimit> limits) {
  public GateOptions {
    limits = Map.copyOf(limits);
    limits.keySet().forEach(model -> Checks.requiredText("gates.model", model, Limits.MODEL));
  }

  public static GateOptions none() {
    return new GateOptions(Map.of());
  }

  public GateOptions limit(String model, GateLimit limit) {
    Map<String, GateLimit> more = new HashMap<>(limits);
    more.put(model, limit);
    return new GateOptions(more);
  }
}
