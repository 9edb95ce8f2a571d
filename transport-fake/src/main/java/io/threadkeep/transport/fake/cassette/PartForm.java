package io.threadkeep.transport.fake.cassette;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.ImageDetail;
import java.util.List;
import java.util.Locale;
import org.snakeyaml.engine.v2.nodes.Node;

/** Content of messages and answers: a bare text where that is all, else a list of parts. */
final class PartForm {
  static final String CALL_ID = "call_id";
  static final String ARGUMENTS = "arguments";
  static final String TOOL_RESULT = "tool_result";

  private static final String TEXT = "text";
  private static final String ANNOTATIONS = "annotations";
  private static final String REFUSAL = "refusal";
  private static final String TOOL_CALL = "tool_call";
  private static final String FAILED = "failed";
  private static final String IMAGE_URL = "image_url";
  private static final String IMAGE_FILE = "image_file";
  private static final String DETAIL = "detail";

  private PartForm() {}

  static Node write(List<ContentPart> content) {
    if (content.size() == 1
        && content.get(0) instanceof ContentPart.Text only
        && only.annotations().isEmpty()) {
      return Yaml.text(only.text());
    }
    return Yaml.list(content.stream().map(PartForm::write).toList());
  }

  private static Node write(ContentPart part) {
    Fields fields = new Fields();
    if (part instanceof ContentPart.Text text) {
      fields.text(TEXT, text.text());
      if (!text.annotations().isEmpty()) {
        fields.put(
            ANNOTATIONS,
            Yaml.list(text.annotations().stream().map(AnnotationForm::write).toList()));
      }
    } else if (part instanceof ContentPart.Refusal refusal) {
      fields.text(REFUSAL, refusal.text());
    } else if (part instanceof ContentPart.ToolCall call) {
      fields.text(CALL_ID, call.callId()).text(TOOL_CALL, call.name());
      fields.text(ARGUMENTS, call.arguments());
    } else if (part instanceof ContentPart.ToolResult result) {
      fields.text(CALL_ID, result.callId());
      if (result.failed()) {
        fields.yes(FAILED);
      }
      fields.text(TOOL_RESULT, result.output());
    } else if (part instanceof ContentPart.ImageUrl image) {
      fields.text(IMAGE_URL, image.url()).text(DETAIL, written(image.detail()));
    } else if (part instanceof ContentPart.ImageFile image) {
      fields.text(IMAGE_FILE, image.fileId()).text(DETAIL, written(image.detail()));
    }
    return fields.node();
  }

  static List<ContentPart> read(Entry content) {
    return content.isText()
        ? List.of(new ContentPart.Text(content.text()))
        : content.items().stream().map(PartForm::readPart).toList();
  }

  private static ContentPart readPart(Entry part) {
    try {
      return switch (part.firstOf(TEXT, REFUSAL, TOOL_CALL, TOOL_RESULT, IMAGE_URL, IMAGE_FILE)) {
        case TEXT -> readText(part.only(TEXT, ANNOTATIONS));
        case REFUSAL -> new ContentPart.Refusal(part.only(REFUSAL).get(REFUSAL).text());
        case TOOL_CALL -> readCall(part.only(CALL_ID, TOOL_CALL, ARGUMENTS));
        case TOOL_RESULT -> readResult(part.only(CALL_ID, FAILED, TOOL_RESULT));
        case IMAGE_URL ->
            new ContentPart.ImageUrl(
                part.only(IMAGE_URL, DETAIL).get(IMAGE_URL).text(),
                part.get(DETAIL).oneOf(ImageDetail.class));
        default ->
            new ContentPart.ImageFile(
                part.only(IMAGE_FILE, DETAIL).get(IMAGE_FILE).text(),
                part.get(DETAIL).oneOf(ImageDetail.class));
      };
    } catch (InvalidInputException e) {
      throw part.damaged(e.getMessage());
    }
  }

  private static ContentPart readText(Entry part) {
    return new ContentPart.Text(
        part.get(TEXT).text(),
        part.find(ANNOTATIONS)
            .map(list -> list.items().stream().map(AnnotationForm::read).toList())
            .orElse(List.of()));
  }

  private static ContentPart readCall(Entry part) {
    return new ContentPart.ToolCall(
        part.get(CALL_ID).text(), part.get(TOOL_CALL).text(), part.get(ARGUMENTS).text());
  }

  private static ContentPart readResult(Entry part) {
    return new ContentPart.ToolResult(
        part.get(CALL_ID).text(),
        part.get(TOOL_RESULT).text(),
        part.find(FAILED).map(Entry::flag).orElse(false));
  }

  private static String written(ImageDetail detail) {
    return detail.name().toLowerCase(Locale.ROOT);
  }
}
