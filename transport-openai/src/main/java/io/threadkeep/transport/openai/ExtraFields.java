package io.threadkeep.transport.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.JsonValue;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.json.JsonCodec;
import io.threadkeep.json.JsonFormatException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Fields of a request that the configuration adds. */
final class ExtraFields {
  /** Sent by the transport itself, or against its promise that nothing stays with the provider. */
  private static final Set<String> TAKEN =
      Set.of(
          "background",
          "conversation",
          "input",
          "instructions",
          "max_completion_tokens",
          "max_output_tokens",
          "messages",
          "model",
          "n",
          "parallel_tool_calls",
          "previous_response_id",
          "prompt_cache_key",
          "reasoning",
          "reasoning_effort",
          "response_format",
          "store",
          "stream",
          "stream_options",
          "temperature",
          "text",
          "tool_choice",
          "tools",
          "top_p");

  private ExtraFields() {}

  /**
   * @throws InvalidInputException if they cannot be added
   */
  static Map<String, JsonValue> read(String json) {
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    if (json.isBlank()) {
      return fields;
    }
    try {
      JsonCodec.read(json, ObjectNode.class)
          .properties()
          .forEach(field -> fields.put(field.getKey(), JsonValue.fromJsonNode(field.getValue())));
    } catch (JsonFormatException e) {
      throw new InvalidInputException("extra-fields", "a JSON object", "something else");
    }
    for (String name : fields.keySet()) {
      if (TAKEN.contains(name)) {
        throw new InvalidInputException(
            "extra-fields", "fields that the transport does not send itself", "'" + name + "'");
      }
    }
    return fields;
  }
}
