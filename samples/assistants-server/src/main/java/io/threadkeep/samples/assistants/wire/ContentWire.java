package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.limit.Limits;
import io.threadkeep.message.Annotation;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.ImageDetail;
import java.util.List;
import java.util.Locale;

/** What messages hold. */
final class ContentWire {
  /** What the original allowed, in characters. */
  private static final int TEXT = 256_000;

  private static final String IMAGE_URL = "image_url";
  private static final String IMAGE_FILE = "image_file";
  private static final List<String> TYPES = List.of("text", IMAGE_URL, IMAGE_FILE);
  private static final List<String> DETAILS = List.of("auto", "low", "high");

  private ContentWire() {}

  /** A text, or a list of parts. */
  static List<ContentPart> read(Value content) {
    if (content.isText()) {
      return List.of(new ContentPart.Text(content.words(TEXT)));
    }
    if (!content.isList()) {
      throw content.wrongType("a string or an array");
    }
    return content.someItems(Limits.MESSAGE_PARTS).stream().map(ContentWire::part).toList();
  }

  private static ContentPart part(Value value) {
    Fields fields = value.fields();
    String type = fields.required("type").oneOf(TYPES);
    Value body = fields.required(type);
    ContentPart part =
        switch (type) {
          case IMAGE_URL -> imageUrl(body.fields());
          case IMAGE_FILE -> imageFile(body.fields());
          default -> new ContentPart.Text(body.text(TEXT));
        };
    fields.end();
    return part;
  }

  private static ContentPart imageUrl(Fields fields) {
    String url = fields.required("url").words(Limits.MESSAGE_BYTES);
    ImageDetail detail = detail(fields);
    fields.end();
    return new ContentPart.ImageUrl(url, detail);
  }

  private static ContentPart imageFile(Fields fields) {
    String file = fields.required("file_id").words(Limits.FILE_ID);
    ImageDetail detail = detail(fields);
    fields.end();
    return new ContentPart.ImageFile(file, detail);
  }

  private static ImageDetail detail(Fields fields) {
    Value detail = fields.value("detail");
    return detail == null
        ? ImageDetail.AUTO
        : ImageDetail.valueOf(detail.oneOf(DETAILS).toUpperCase(Locale.ROOT));
  }

  static boolean isShown(ContentPart part) {
    return !(part instanceof ContentPart.ToolCall
        || part instanceof ContentPart.ToolResult
        || part instanceof ContentPart.Withdrawn);
  }

  static ArrayNode write(List<ContentPart> content) {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    for (ContentPart part : content) {
      if (part instanceof ContentPart.Text text) {
        ObjectNode written = parts.addObject().put("type", "text").putObject("text");
        written.put("value", text.text());
        ArrayNode annotations = written.putArray("annotations");
        text.annotations().forEach(annotation -> write(annotation, text.text(), annotations));
      } else if (part instanceof ContentPart.ImageUrl image) {
        parts
            .addObject()
            .put("type", IMAGE_URL)
            .putObject(IMAGE_URL)
            .put("url", image.url())
            .put("detail", name(image.detail()));
      } else if (part instanceof ContentPart.ImageFile image) {
        parts
            .addObject()
            .put("type", IMAGE_FILE)
            .putObject(IMAGE_FILE)
            .put("file_id", image.fileId())
            .put("detail", name(image.detail()));
      } else if (part instanceof ContentPart.Refusal refusal) {
        parts.addObject().put("type", "refusal").put("refusal", refusal.text());
      }
    }
    return parts;
  }

  /** A citation of a page, which the API has no form for, stays in the text alone. */
  private static void write(Annotation annotation, String text, ArrayNode annotations) {
    if (annotation instanceof Annotation.FileCitation citation) {
      ObjectNode written = annotations.addObject().put("type", "file_citation");
      written.put("text", citation.marker());
      written.putObject("file_citation").put("file_id", citation.fileId());
      range(annotation, text, written);
    } else if (annotation instanceof Annotation.FilePath path) {
      ObjectNode written = annotations.addObject().put("type", "file_path");
      written.put("text", path.marker());
      written.putObject("file_path").put("file_id", path.fileId());
      range(annotation, text, written);
    }
  }

  /** What lies behind the text's end would be out of bounds for a client. */
  private static void range(Annotation annotation, String text, ObjectNode written) {
    written.put("start_index", Math.min(annotation.start(), text.length()));
    written.put("end_index", Math.min(annotation.end(), text.length()));
  }

  private static String name(ImageDetail detail) {
    return detail.name().toLowerCase(Locale.ROOT);
  }
}
