package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.assistant.ResponseFormat;
import io.threadkeep.assistant.SettingsOverrides;
import io.threadkeep.limit.Limits;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Which model, and how it is to answer: what assistants and runs say alike. */
final class SettingsWire {
  private static final String TEMPERATURE = "temperature";
  private static final String TOP_P = "top_p";
  private static final String EFFORT = "reasoning_effort";

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
        fields.decimal(TEMPERATURE, 0, MOST_TEMPERATURE),
        fields.decimal(TOP_P, 0, 1),
        effort == null ? null : effort.oneOf(EFFORTS),
        FormatWire.read(fields),
        parallel);
  }

  /** What an assistant is to be told from now on: null takes back what it was told. */
  static UnaryOperator<ModelSettings> readChange(Fields fields) {
    SettingsOverrides said = read(fields, null);
    boolean temperature = fields.has(TEMPERATURE);
    boolean topP = fields.has(TOP_P);
    boolean effort = fields.has(EFFORT);
    boolean format = fields.has(FormatWire.FIELD);
    return old ->
        new ModelSettings(
            said.model() == null ? old.model() : said.model(),
            temperature ? said.temperature() : old.temperature(),
            topP ? said.topP() : old.topP(),
            effort ? said.reasoningEffort() : old.reasoningEffort(),
            format ? orAuto(said.responseFormat()) : old.responseFormat(),
            old.maxCompletionTokens(),
            old.parallelToolCalls());
  }

  private static ResponseFormat orAuto(@Nullable ResponseFormat format) {
    return format == null ? new ResponseFormat.Auto() : format;
  }

  static void write(ModelSettings settings, ObjectNode json) {
    json.put(TOP_P, orOne(settings.topP()));
    json.put(TEMPERATURE, orOne(settings.temperature()));
    json.put(EFFORT, settings.reasoningEffort());
    json.set("response_format", FormatWire.write(settings.responseFormat()));
  }

  private static double orOne(@Nullable Double value) {
    return value == null ? 1 : value;
  }
}
