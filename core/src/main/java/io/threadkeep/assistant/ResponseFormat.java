package io.threadkeep.assistant;

import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import org.jspecify.annotations.Nullable;

/** The form an answer must have. */
public sealed interface ResponseFormat {

  /** Whatever the model does by itself. */
  record Auto() implements ResponseFormat {}

  record Text() implements ResponseFormat {}

  /** Any JSON object. */
  record JsonObject() implements ResponseFormat {}

  /**
   * JSON that fits {@code schema}.
   *
   * @param schema a JSON Schema
   */
  record JsonSchema(String name, @Nullable String description, String schema, boolean strict)
      implements ResponseFormat {
    public JsonSchema {
      Checks.requiredText("response_format.json_schema.name", name, Limits.TOOL_NAME);
      Checks.optionalText(
          "response_format.json_schema.description", description, Limits.TOOL_DESCRIPTION);
      Checks.requiredText("response_format.json_schema.schema", schema, Limits.TOOL_SCHEMA);
    }
  }
}
