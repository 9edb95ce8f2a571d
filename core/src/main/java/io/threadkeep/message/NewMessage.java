package io.threadkeep.message;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import io.threadkeep.limit.Text;
import io.threadkeep.metadata.Metadata;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody says, before it has a place in a log. At most 1 MiB of text in UTF-8, annotations
 * and images that are data included.
 */
public record NewMessage(
    Role role, List<ContentPart> content, List<Attachment> attachments, Metadata metadata) {
  private static final ContentPart WITHDRAWN = new ContentPart.Withdrawn();

  public NewMessage {
    content = List.copyOf(Checks.size("content", content, Limits.MESSAGE_PARTS));
    attachments = List.copyOf(Checks.size("attachments", attachments, Limits.ATTACHMENTS));
    if (content.isEmpty()) {
      throw new InvalidInputException("content", "at least one part", "none");
    }
    requireNothingSaidBesideWithdrawn(content);
    long bytes = 0;
    for (ContentPart part : content) {
      requireFitting(role, part);
      bytes += utf8Length(part);
    }
    if (bytes > Limits.MESSAGE_BYTES) {
      throw new InvalidInputException(
          "content", "at most " + Limits.MESSAGE_BYTES + " bytes of UTF-8", bytes + " bytes");
    }
  }

  public static NewMessage user(String text) {
    return of(Role.USER, new ContentPart.Text(text));
  }

  public static NewMessage assistant(String text) {
    return of(Role.ASSISTANT, new ContentPart.Text(text));
  }

  public static NewMessage of(Role role, ContentPart... content) {
    return new NewMessage(role, List.of(content), List.of(), Metadata.EMPTY);
  }

  public NewMessage withAttachments(List<Attachment> newAttachments) {
    return new NewMessage(role, content, newAttachments, metadata);
  }

  public NewMessage withMetadata(Metadata newMetadata) {
    return new NewMessage(role, content, attachments, newMetadata);
  }

  /** The same message with other parts, such as a shortened tool output. */
  public NewMessage withContent(List<ContentPart> newContent) {
    return new NewMessage(role, newContent, attachments, metadata);
  }

  /**
   * What is left of it when its words are taken: what later messages refer to, and where there were
   * words.
   */
  public List<ContentPart> withdrawn() {
    List<ContentPart> left = new ArrayList<>();
    for (ContentPart part : content) {
      if (isReferredTo(part)) {
        left.add(part);
      } else if (!left.contains(WITHDRAWN)) {
        left.add(WITHDRAWN);
      }
    }
    return List.copyOf(left);
  }

  private static boolean isReferredTo(ContentPart part) {
    return part instanceof ContentPart.ToolCall || part instanceof ContentPart.ToolResult;
  }

  private static void requireNothingSaidBesideWithdrawn(List<ContentPart> content) {
    long left = content.stream().filter(NewMessage::isReferredTo).count();
    if (content.contains(WITHDRAWN) && left != content.size() - 1) {
      throw new InvalidInputException(
          "content", "nothing that is said beside what was withdrawn", content.size() + " parts");
    }
  }

  private static void requireFitting(Role role, ContentPart part) {
    boolean fits =
        switch (role) {
          case USER ->
              !(part instanceof ContentPart.ToolCall || part instanceof ContentPart.ToolResult);
          case ASSISTANT -> !(part instanceof ContentPart.ToolResult);
          case TOOL -> part instanceof ContentPart.ToolResult;
        };
    if (!fits) {
      throw new InvalidInputException(
          "content",
          "parts that a message of role " + role + " may hold",
          part.getClass().getSimpleName());
    }
  }

  private static long utf8Length(ContentPart part) {
    if (part instanceof ContentPart.Text text) {
      return Text.utf8Length(text.text())
          + text.annotations().stream().mapToLong(NewMessage::utf8Length).sum();
    } else if (part instanceof ContentPart.Refusal refusal) {
      return Text.utf8Length(refusal.text());
    } else if (part instanceof ContentPart.ToolCall call) {
      return Text.utf8Length(call.arguments());
    } else if (part instanceof ContentPart.ToolResult result) {
      return Text.utf8Length(result.output());
    } else if (part instanceof ContentPart.ImageUrl image && image.isData()) {
      return Text.utf8Length(image.url());
    }
    return 0;
  }

  private static long utf8Length(Annotation annotation) {
    if (annotation instanceof Annotation.FileCitation citation) {
      return Text.utf8Length(citation.marker());
    } else if (annotation instanceof Annotation.FilePath path) {
      return Text.utf8Length(path.marker());
    } else if (annotation instanceof Annotation.UrlCitation citation) {
      return Text.utf8Length(citation.title()) + Text.utf8Length(citation.url());
    }
    return 0;
  }
}
