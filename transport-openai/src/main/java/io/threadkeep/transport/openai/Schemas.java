package io.threadkeep.transport.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.JsonValue;
import io.threadkeep.json.JsonCodec;
import io.threadkeep.json.JsonFormatException;
import io.threadkeep.transport.InvalidRequestException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns JSON Schemas, which Threadkeep keeps as text, into what the client sends. */
final class Schemas {

  private Schemas() {}

  /**
   * @param owner whose schema it is, for the message
   */
  static Map<String, JsonValue> properties(String owner, String schema) {
    try {
      Map<String, JsonValue> properties = new LinkedHashMap<>();
      JsonCodec.read(schema, ObjectNode.class)
          .properties()
          .forEach(e -> properties.put(e.getKey(), JsonValue.fromJsonNode(e.getValue())));
      return properties;
    } catch (JsonFormatException e) {
      throw new InvalidRequestException(
          "The schema of " + owner + " is not a JSON object. Nothing was sent.", e);
    }
  }
}
