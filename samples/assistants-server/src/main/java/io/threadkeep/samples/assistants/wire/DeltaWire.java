package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.event.EventBody.ToolCallDelta;
import io.threadkeep.id.MessageId;

/** Pieces of what is being written. */
public final class DeltaWire {
  private static final String FUNCTION = "function";

  private DeltaWire() {}

  /**
   * @param first whether it is the first piece of its part
   */
  public static ObjectNode text(MessageId message, int index, String piece, boolean first) {
    ObjectNode json = delta(message.value(), "thread.message.delta");
    ObjectNode part = json.putObject("delta").putArray("content").addObject().put("index", index);
    ObjectNode text = part.put("type", "text").putObject("text").put("value", piece);
    if (first) {
      text.putArray("annotations");
    }
    return json;
  }

  public static ObjectNode refusal(MessageId message, int index, String piece) {
    ObjectNode json = delta(message.value(), "thread.message.delta");
    json.putObject("delta")
        .putArray("content")
        .addObject()
        .put("index", index)
        .put("type", "refusal")
        .put("refusal", piece);
    return json;
  }

  /** That a call begins. */
  public static ObjectNode call(String step, ToolCallDelta piece) {
    ObjectNode json = delta(step, "thread.run.step.delta");
    call(json, piece.index())
        .put("id", piece.callId())
        .put("type", FUNCTION)
        .putObject(FUNCTION)
        .put("name", piece.name())
        .put("arguments", "")
        .putNull("output");
    return json;
  }

  /** A piece of a call's arguments. */
  public static ObjectNode arguments(String step, ToolCallDelta piece) {
    ObjectNode json = delta(step, "thread.run.step.delta");
    call(json, piece.index())
        .put("type", FUNCTION)
        .putObject(FUNCTION)
        .put("arguments", piece.arguments());
    return json;
  }

  private static ObjectNode call(ObjectNode json, int index) {
    return json.putObject("delta")
        .putObject("step_details")
        .put("type", "tool_calls")
        .putArray("tool_calls")
        .addObject()
        .put("index", index);
  }

  private static ObjectNode delta(String id, String object) {
    return JsonNodeFactory.instance.objectNode().put("id", id).put("object", object);
  }
}
