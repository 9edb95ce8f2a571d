package io.threadkeep.wiring;

import io.threadkeep.limit.Limits;
import io.threadkeep.options.GateOptions;
import io.threadkeep.store.GateLimit;

/** Reads {@code threadkeep.gates}. */
final class GateSettings {

  private GateSettings() {}

  static GateOptions read(Settings settings) {
    GateOptions gates = GateOptions.none();
    for (Settings section : settings.sections("threadkeep.gates")) {
      String model = section.text("model");
      GateLimit limit =
          new GateLimit(
              section.optionalNumber("requests-per-minute", 1, GateLimit.MOST).orElse(0),
              section.optionalNumber("tokens-per-minute", 1, GateLimit.MOST).orElse(0));
      if (model.length() > Limits.MODEL) {
        section.problem("model", model, "at most " + Limits.MODEL + " characters");
      } else if (gates.limits().containsKey(model)) {
        section.problem("model", model, "one section for each model");
      } else if (!model.isEmpty()) {
        gates = gates.limit(model, limit);
      }
    }
    return gates;
  }
}
