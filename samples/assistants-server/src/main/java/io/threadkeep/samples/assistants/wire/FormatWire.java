package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.assistant.ResponseFormat;
import io.threadkeep.limit.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form that an answer must have. */
final class FormatWire {
  static final String FIELD = "response_format";
  private static final String SCHEMA = "json_schema";
  private static final List<String> TYPES = List.of("text", "json_object", SCHEMA);

  private FormatWire() {}

  /** Null where nothing is said of it. */
  static @Nullable ResponseFormat read(Fields fields) {
    Value value = fields.value(FIELD);
    if (value == null) {
      return null;
    }
    if (value.isText()) {
      String unused = value.oneOf(List.of("auto"));
      return new ResponseFormat.Auto();
    }
    Fields format = value.fields();
    String type = format.required("type").oneOf(TYPES);
    ResponseFormat read =
        switch (type) {
          case "text" -> new ResponseFormat.Text();
          case "json_object" -> new ResponseFormat.JsonObject();
          default -> schema(format.required(SCHEMA).fields());
        };
    format.end();
    return read;
  }

  private static ResponseFormat schema(Fields fields) {
    String name = NameWire.read(fields.required("name"));
    String description = fields.text("description", Limits.TOOL_DESCRIPTION);
    Value schema = fields.value("schema");
    if (schema != null && !schema.node().isObject()) {
      throw schema.wrongType("an object");
    }
    Boolean strict = fields.bool("strict");
    fields.end();
    return new ResponseFormat.JsonSchema(
        name,
        description,
        schema == null ? "{}" : schema.node().toString(),
        strict != null && strict);
  }

  static JsonNode write(ResponseFormat format) {
    if (format instanceof ResponseFormat.Auto) {
      return JsonNodeFactory.instance.textNode("auto");
    }
    ObjectNode written = JsonNodeFactory.instance.objectNode();
    if (format instanceof ResponseFormat.JsonSchema form) {
      written.put("type", SCHEMA);
      ObjectNode schema = written.putObject(SCHEMA).put("name", form.name());
      if (form.description() != null) {
        schema.put("description", form.description());
      }
      schema.set("schema", Json.read(form.schema()));
      schema.put("strict", form.strict());
      return written;
    }
    return written.put("type", format instanceof ResponseFormat.Text ? "text" : "json_object");
  }
}
