package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.assistant.SettingsOverrides;
import io.threadkeep.limit.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which model, and how it is to answer: what assistants and runs say alike. */
final class SettingsWire {
  static final String EFFORT = "reasoning_effort";

  private static final List<String> EFFORTS =
      List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");
  private static final double MOST_TEMPERATURE = 2;

  private SettingsWire() {}

  /**
   * @param parallel whether one answer may ask for several tools; only runs say so
   */
  static SettingsOverrides read(Fields fields, @Nullable Boolean parallel) {
    Value model = fields.value("model");
    Value effort = fields.value(EFFORT);
    return new SettingsOverrides(
        model == null ? null : model.words(Limits.MODEL),
        fields.decimal("temperature", 0, MOST_TEMPERATURE),
        fields.decimal("top_p", 0, 1),
        effort == null ? null : effort.oneOf(EFFORTS),
        FormatWire.read(fields),
        parallel);
  }

  static void write(ModelSettings settings, ObjectNode json) {
    json.put("top_p", orOne(settings.topP()));
    json.put("temperature", orOne(settings.temperature()));
    json.put(EFFORT, settings.reasoningEffort());
    json.set("response_format", FormatWire.write(settings.responseFormat()));
  }

  private static double orOne(@Nullable Double value) {
    return value == null ? 1 : value;
  }
}
