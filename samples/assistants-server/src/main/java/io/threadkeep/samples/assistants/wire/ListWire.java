package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Lists in pages. */
public final class ListWire {

  private ListWire() {}

  public static ObjectNode write(List<ObjectNode> items, boolean more) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode data = json.putArray("data");
    data.addAll(items);
    // Null in an empty list: so did the original, whatever its description said.
    json.set("first_id", items.isEmpty() ? json.nullNode() : items.get(0).get("id"));
    json.set("last_id", items.isEmpty() ? json.nullNode() : items.get(items.size() - 1).get("id"));
    json.put("has_more", more);
    return json;
  }
}
