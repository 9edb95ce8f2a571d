package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.limit.Limits;
import io.threadkeep.message.NewMessage;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.thread.ChatThread;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Threads. */
public final class ThreadWire {

  private ThreadWire() {}

  /** A thread to be, with what is said in it already. */
  public record NewThread(Metadata metadata, List<NewMessage> messages) {
    static final NewThread EMPTY = new NewThread(Metadata.EMPTY, List.of());
  }

  public static NewThread readNew(ObjectNode body) {
    return read(Fields.of(body));
  }

  static NewThread read(Fields fields) {
    List<NewMessage> messages = fields.list("messages", Limits.BATCH, MessageWire::read);
    NewThread thread = new NewThread(MetadataWire.read(fields), messages);
    ResourcesWire.requireEmpty(fields);
    fields.end();
    return thread;
  }

  /** Null metadata leaves it as it is. */
  public static @Nullable Metadata readChange(ObjectNode body) {
    Fields fields = Fields.of(body);
    Metadata metadata = MetadataWire.readIfSaid(fields);
    ResourcesWire.requireEmpty(fields);
    fields.end();
    return metadata;
  }

  public static ObjectNode write(ChatThread thread) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", thread.id().value());
    json.put("object", "thread");
    json.put("created_at", Json.seconds(thread.createdAt()));
    json.set("metadata", MetadataWire.write(thread.metadata()));
    json.putObject("tool_resources");
    return json;
  }
}
