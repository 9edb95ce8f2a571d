package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.message.Annotation;
import io.threadkeep.message.Attachment;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Files that messages name: all that is known of one is its id, and where it is named. */
public final class FileWire {

  private FileWire() {}

  /** The files that a message names, each as often as it does. */
  public static Stream<String> named(Message message) {
    return Stream.concat(
        message.attachments().stream().map(Attachment::fileId),
        message.content().stream().flatMap(FileWire::named));
  }

  private static Stream<String> named(ContentPart part) {
    if (part instanceof ContentPart.ImageFile image) {
      return Stream.of(image.fileId());
    }
    return part instanceof ContentPart.Text text
        ? text.annotations().stream().flatMap(FileWire::named)
        : Stream.of();
  }

  private static Stream<String> named(Annotation annotation) {
    if (annotation instanceof Annotation.FileCitation citation) {
      return Stream.of(citation.fileId());
    }
    return annotation instanceof Annotation.FilePath path ? Stream.of(path.fileId()) : Stream.of();
  }

  /**
   * @param named the first message that names each file
   */
  public static List<ObjectNode> write(Map<String, Message> named) {
    return named.entrySet().stream().map(file -> write(file.getKey(), file.getValue())).toList();
  }

  private static ObjectNode write(String id, Message message) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id).put("object", "file");
    json.put("created_at", Json.seconds(message.createdAt()));
    json.put("filename", id).put("bytes", 0);
    json.put("purpose", "assistants").put("status", "processed");
    json.put("thread_id", message.threadId().value());
    return json.put("message_id", message.id().value());
  }
}
