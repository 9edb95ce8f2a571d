package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.id.MessageId;
import io.threadkeep.limit.Limits;
import io.threadkeep.message.Attachment;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Origin;
import io.threadkeep.message.Role;
import io.threadkeep.run.Run;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Messages as callers write and read them. */
public final class MessageWire {
  private static final String OBJECT = "thread.message";
  private static final List<String> ROLES = List.of("user", "assistant");
  private static final List<String> HOSTED = List.of("code_interpreter", "file_search");

  private MessageWire() {}

  public static NewMessage readNew(ObjectNode body) {
    return read(Fields.of(body));
  }

  static NewMessage read(Value value) {
    return read(value.fields());
  }

  private static NewMessage read(Fields fields) {
    Role role = Role.valueOf(fields.required("role").oneOf(ROLES).toUpperCase(Locale.ROOT));
    NewMessage message =
        new NewMessage(
            role,
            ContentWire.read(fields.required("content")),
            fields.list("attachments", Limits.ATTACHMENTS, MessageWire::attachment),
            MetadataWire.read(fields));
    fields.end();
    return message;
  }

  private static Attachment attachment(Value value) {
    Fields fields = value.fields();
    String file = fields.required("file_id").words(Limits.FILE_ID);
    List<String> tools = fields.list("tools", Limits.TOOLS, MessageWire::hostedTool);
    fields.end();
    return new Attachment(file, tools);
  }

  private static String hostedTool(Value value) {
    Fields fields = value.fields();
    String type = fields.required("type").oneOf(HOSTED);
    fields.end();
    return type;
  }

  /**
   * Whether the API shows it. What an assistant and its tools say to each other is in its runs'
   * steps instead.
   */
  public static boolean isShown(Message message) {
    return message.role() != Role.TOOL && message.content().stream().anyMatch(ContentWire::isShown);
  }

  /** As requests are answered. */
  public static ObjectNode write(Message message) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", message.id().value());
    json.put("object", OBJECT);
    json.put("created_at", Json.seconds(message.createdAt()));
    json.put("thread_id", message.threadId().value());
    Origin origin = message.origin();
    json.put("assistant_id", origin.assistantId() == null ? null : origin.assistantId().value());
    json.put("run_id", origin.runId() == null ? null : origin.runId().value());
    json.put("role", message.role().name().toLowerCase(Locale.ROOT));
    json.set("content", ContentWire.write(message.content()));
    ArrayNode attachments = json.putArray("attachments");
    message.attachments().forEach(attachment -> write(attachment, attachments.addObject()));
    json.set("metadata", MetadataWire.write(message.metadata()));
    IncompleteReason incomplete = origin.incomplete();
    json.put("status", incomplete == null ? "completed" : "incomplete");
    json.set("incomplete_details", details(incomplete));
    Long at = Json.seconds(message.createdAt());
    json.put("completed_at", incomplete == null ? at : null);
    json.put("incomplete_at", incomplete == null ? null : at);
    return json;
  }

  /** As a stream tells of it before its first word. */
  public static ObjectNode writeBegun(MessageId id, Run run, Instant now) {
    return writeUnwritten(id, run, now, null);
  }

  /** One that was begun, has come as far as {@code content}, and is nowhere on record. */
  public static ObjectNode writeAbandoned(
      MessageId id, Run run, Instant now, List<ContentPart> content, IncompleteReason reason) {
    ObjectNode json = writeUnwritten(id, run, now, reason);
    json.set("content", ContentWire.write(content));
    return json;
  }

  private static ObjectNode writeUnwritten(
      MessageId id, Run run, Instant now, @Nullable IncompleteReason reason) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", id.value());
    json.put("object", OBJECT);
    json.put("created_at", Json.seconds(now));
    json.put("thread_id", run.threadId().value());
    json.put("assistant_id", run.spec().assistantId().value());
    json.put("run_id", run.id().value());
    json.put("role", "assistant");
    json.putArray("content");
    json.putArray("attachments");
    json.putObject("metadata");
    json.put("status", reason == null ? "in_progress" : "incomplete");
    json.set("incomplete_details", details(reason));
    json.putNull("completed_at");
    json.put("incomplete_at", reason == null ? null : Json.seconds(now));
    return json;
  }

  private static JsonNode details(@Nullable IncompleteReason reason) {
    if (reason == null) {
      return JsonNodeFactory.instance.nullNode();
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put(
            "reason",
            switch (reason) {
              case MAX_COMPLETION_TOKENS, MAX_PROMPT_TOKENS -> "max_tokens";
              default -> reason.name().toLowerCase(Locale.ROOT);
            });
  }

  private static void write(Attachment attachment, ObjectNode json) {
    json.put("file_id", attachment.fileId());
    ArrayNode tools = json.putArray("tools");
    attachment.tools().forEach(tool -> tools.addObject().put("type", tool));
  }
}
