package io.threadkeep.transport.fake.cassette;

import com.fasterxml.jackson.databind.JsonNode;
import io.threadkeep.json.JsonCodec;
import io.threadkeep.json.JsonFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A JSON Schema as YAML. Keys are sorted: their order says nothing, and may change by itself. */
final class SchemaForm {

  private SchemaForm() {}

  /** What is not JSON stays the text that it is. */
  static Node write(String schema) {
    try {
      return write(JsonCodec.read(schema, JsonNode.class));
    } catch (JsonFormatException e) {
      return Yaml.text(schema);
    }
  }

  private static Node write(JsonNode json) {
    if (json.isObject()) {
      Map<String, JsonNode> sorted = new TreeMap<>();
      json.fields().forEachRemaining(field -> sorted.put(field.getKey(), field.getValue()));
      Fields fields = new Fields();
      sorted.forEach((key, value) -> fields.put(key, write(value)));
      return fields.node();
    }
    if (json.isArray()) {
      List<Node> items = new ArrayList<>();
      json.forEach(item -> items.add(write(item)));
      return Yaml.list(items);
    }
    if (json.isTextual()) {
      return Yaml.text(json.textValue());
    }
    Tag tag =
        json.isIntegralNumber()
            ? Tag.INT
            : json.isNumber() ? Tag.FLOAT : json.isBoolean() ? Tag.BOOL : Tag.NULL;
    return Yaml.plain(tag, json.asText());
  }
}
