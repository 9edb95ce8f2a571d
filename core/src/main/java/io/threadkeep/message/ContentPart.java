package io.threadkeep.message;

import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import java.util.List;

/**
 * One part of what a message holds. Text is checked when a part is made, so that every store
 * returns the same string.
 */
public sealed interface ContentPart {

  /** Written text, with references into files or pages. */
  record Text(String text, List<Annotation> annotations) implements ContentPart {
    public Text {
      // The bound on length is the whole message's, in bytes: see NewMessage.
      io.threadkeep.limit.Text.check("content.text", text);
      annotations =
          List.copyOf(Checks.size("content.annotations", annotations, Limits.ANNOTATIONS));
    }

    public Text(String text) {
      this(text, List.of());
    }
  }

  /**
   * An image that the provider fetches, or that is itself in a {@code data:} URL. Threadkeep never
   * opens a URL.
   */
  record ImageUrl(String url, ImageDetail detail) implements ContentPart {
    public ImageUrl {
      // What is data counts as the message's, in bytes: see NewMessage.
      Checks.requiredText(
          "content.image_url.url", url, isData(url) ? Limits.MESSAGE_BYTES : Limits.URL);
    }

    boolean isData() {
      return isData(url);
    }

    /** Schemes are written in either case (RFC 3986, 3.1). */
    private static boolean isData(String url) {
      return url.regionMatches(true, 0, "data:", 0, 5);
    }
  }

  /** An image uploaded to the provider. */
  record ImageFile(String fileId, ImageDetail detail) implements ContentPart {
    public ImageFile {
      Checks.requiredText("content.image_file.file_id", fileId, Limits.FILE_ID);
    }
  }

  /** The model's own words for not answering. */
  record Refusal(String text) implements ContentPart {
    public Refusal {
      io.threadkeep.limit.Text.check("content.refusal", text);
    }
  }

  /**
   * The assistant asks for a tool.
   *
   * @param arguments JSON as the model wrote it, not yet judged
   */
  record ToolCall(String callId, String name, String arguments) implements ContentPart {
    public ToolCall {
      Checks.requiredText("content.tool_call.id", callId, Limits.CALL_ID);
      Checks.requiredText("content.tool_call.name", name, Limits.TOOL_NAME);
      io.threadkeep.limit.Text.check("content.tool_call.arguments", arguments);
    }
  }

  /**
   * What a tool gave back.
   *
   * @param failed whether {@code output} tells of an error instead
   */
  record ToolResult(String callId, String output, boolean failed) implements ContentPart {
    public ToolResult {
      Checks.requiredText("content.tool_result.id", callId, Limits.CALL_ID);
      io.threadkeep.limit.Text.check("content.tool_result.output", output);
    }
  }

  /**
   * In the place of what a message said before it was withdrawn: alone, or beside the tool calls
   * that stay. Nobody can say it.
   */
  record Withdrawn() implements ContentPart {}
}
