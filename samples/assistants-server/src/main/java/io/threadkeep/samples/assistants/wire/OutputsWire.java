package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.limit.Limits;
import io.threadkeep.limit.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a caller hands in for the calls that a run waits for. */
public final class OutputsWire {

  private OutputsWire() {}

  /** One call's. */
  public record Output(String callId, String text) {}

  /**
   * One request.
   *
   * @param stream whether what follows is the answer
   */
  public record Handed(List<Output> outputs, boolean stream) {}

  public static Handed read(ObjectNode body) {
    Fields fields = Fields.of(body);
    List<Output> outputs =
        fields.required("tool_outputs").items(Limits.TOOLS).stream()
            .map(OutputsWire::output)
            .toList();
    Boolean stream = fields.bool("stream");
    fields.end();
    return new Handed(outputs, stream != null && stream);
  }

  private static Output output(Value value) {
    Fields fields = value.fields();
    String callId = fields.required("tool_call_id").words(Limits.CALL_ID);
    @Nullable String text = fields.text("output", Limits.MESSAGE_BYTES);
    fields.end();
    return new Output(callId, text == null ? "" : Text.check(fields.at("output"), text));
  }
}
