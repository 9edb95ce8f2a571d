package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** {@code tool_resources}: of the hosted tools, which are not served here; read to be refused. */
final class ResourcesWire {
  private static final List<String> KINDS = List.of("code_interpreter", "file_search");

  private ResourcesWire() {}

  /** Nothing, or lists without anything in them: clients send them with whatever they copy. */
  static void requireEmpty(Fields fields) {
    Fields resources = fields.object("tool_resources");
    if (resources == null) {
      return;
    }
    for (String kind : KINDS) {
      Value value = resources.value(kind);
      if (value != null) {
        requireEmpty(kind, value);
      }
    }
    resources.end();
  }

  private static void requireEmpty(String kind, Value value) {
    if (!value.node().isObject()) {
      throw value.wrongType("an object");
    }
    for (JsonNode list : value.node()) {
      if (!list.isNull() && !(list.isArray() && list.isEmpty())) {
        throw ToolWire.hosted(kind, value.path());
      }
    }
  }
}
