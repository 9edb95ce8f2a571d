package io.threadkeep.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import io.threadkeep.context.PromptSizes;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.limit.Limits;
import io.threadkeep.limit.Text;
import io.threadkeep.message.Annotation;
import io.threadkeep.message.Attachment;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.ImageDetail;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Origin;
import io.threadkeep.message.Role;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.transfer.NotCarried.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes our messages of the API's. */
final class SavedMessages {
  private final PromptSizes sizes;

  SavedMessages(PromptSizes sizes) {
    this.sizes = sizes;
  }

  /**
   * @param since for a message that does not say when it was written
   */
  Message message(SavedObject saved, ThreadId thread, long position, Instant since) {
    MessageId id = ForeignId.message(saved.id());
    List<ContentPart> content = content(saved);
    String run = saved.text("run_id");
    String assistant = saved.text("assistant_id");
    NewMessage body;
    Metadata metadata = saved.metadata(saved.id(), id.value());
    Role role = role(saved, !run.isEmpty());
    try {
      body = new NewMessage(role, content, attachments(saved), metadata);
    } catch (InvalidInputException e) {
      saved.lost(Kind.CONTENT_PART);
      body =
          new NewMessage(
              role, List.of(placeholder("message", e.getMessage())), List.of(), metadata);
    }
    Origin origin =
        new Origin(
            run.isEmpty() ? null : ForeignId.run(run),
            assistant.isEmpty() ? null : ForeignId.assistant(assistant),
            incomplete(saved));
    return new Message(
        thread,
        position,
        new MessageDraft(
            id, body, origin, sizes.message(body.content()), saved.time("created_at", since)));
  }

  private static Role role(SavedObject saved, boolean ofRun) {
    return switch (saved.text("role")) {
      case "user" -> Role.USER;
      case "assistant" -> Role.ASSISTANT;
      default -> {
        saved.lost(Kind.ROLE);
        yield ofRun ? Role.ASSISTANT : Role.USER;
      }
    };
  }

  private static @Nullable IncompleteReason incomplete(SavedObject saved) {
    if (saved.text("status").equals("in_progress")) {
      saved.lost(Kind.UNFINISHED);
    }
    String reason = saved.part("incomplete_details").text("reason");
    return switch (reason) {
      case "" -> null;
      case "max_tokens" -> IncompleteReason.MAX_COMPLETION_TOKENS;
      case "content_filter" -> IncompleteReason.CONTENT_FILTER;
      case "run_cancelled" -> IncompleteReason.RUN_CANCELLED;
      case "run_expired" -> IncompleteReason.RUN_EXPIRED;
      case "run_failed" -> IncompleteReason.RUN_FAILED;
      default -> {
        saved.lost(Kind.OUTCOME);
        yield null;
      }
    };
  }

  private static List<ContentPart> content(SavedObject saved) {
    List<ContentPart> content = new ArrayList<>();
    if (saved.json().path("content").isTextual()) {
      content.add(new ContentPart.Text(saved.text("content")));
    }
    for (SavedObject part : saved.parts("content")) {
      if (content.size() == Limits.MESSAGE_PARTS) {
        saved.lost(Kind.CUT);
        break;
      }
      content.add(part(part));
    }
    if (content.isEmpty()) {
      saved.lost(Kind.EMPTY_MESSAGE);
      content.add(new ContentPart.Text(""));
    }
    return content;
  }

  private static ContentPart part(SavedObject part) {
    String type = part.text("type", 64);
    try {
      return switch (type) {
        case "text" -> text(part);
        case "image_url" -> {
          SavedObject image = part.part("image_url");
          yield new ContentPart.ImageUrl(image.text("url"), detail(image));
        }
        case "image_file" -> {
          SavedObject image = part.part("image_file");
          yield new ContentPart.ImageFile(image.fileId("file_id"), detail(image));
        }
        case "refusal" -> new ContentPart.Refusal(part.text("refusal"));
        default -> {
          part.lost(Kind.CONTENT_PART);
          yield placeholder(type, "its kind is not known here");
        }
      };
    } catch (InvalidInputException e) {
      part.lost(Kind.CONTENT_PART);
      return placeholder(type, e.getMessage());
    }
  }

  /** Stands where something stood that there is no other form for. */
  private static ContentPart placeholder(String what, String why) {
    return new ContentPart.Text(
        Text.sanitise("[A " + what + " was not carried over: " + why + "]"));
  }

  private static ImageDetail detail(SavedObject image) {
    return switch (image.text("detail").toUpperCase(Locale.ROOT)) {
      case "LOW" -> ImageDetail.LOW;
      case "HIGH" -> ImageDetail.HIGH;
      case "AUTO", "" -> ImageDetail.AUTO;
      default -> {
        image.lost(Kind.SETTING);
        yield ImageDetail.AUTO;
      }
    };
  }

  private static ContentPart text(SavedObject part) {
    // As it is sent it is a string, as it is given back an object.
    if (part.json().path("text").isTextual()) {
      return new ContentPart.Text(part.text("text"));
    }
    SavedObject text = part.part("text");
    List<Annotation> annotations = new ArrayList<>();
    for (SavedObject annotation : text.parts("annotations")) {
      try {
        if (annotations.size() < Limits.ANNOTATIONS) {
          annotations.add(annotation(annotation));
        } else {
          part.lost(Kind.CUT);
        }
      } catch (InvalidInputException e) {
        part.lost(Kind.CUT);
      }
    }
    return new ContentPart.Text(text.text("value"), annotations);
  }

  private static Annotation annotation(SavedObject annotation) {
    String marker = annotation.text("text");
    int start = annotation.json().path("start_index").asInt(0);
    int end = annotation.json().path("end_index").asInt(0);
    String type = annotation.text("type");
    return switch (type) {
      case "file_citation" ->
          new Annotation.FileCitation(
              marker, annotation.part("file_citation").fileId("file_id"), start, end);
      case "file_path" ->
          new Annotation.FilePath(
              marker, annotation.part("file_path").fileId("file_id"), start, end);
      case "url_citation" -> {
        SavedObject page = annotation.part("url_citation");
        yield new Annotation.UrlCitation(page.text("title"), page.text("url"), start, end);
      }
      default ->
          throw new InvalidInputException("annotation.type", "one that is known", "another one");
    };
  }

  private static List<Attachment> attachments(SavedObject saved) {
    List<Attachment> attachments = new ArrayList<>();
    // Of the API's v1, and of what its v2 answered to a change.
    for (JsonNode file : saved.json().path("file_ids")) {
      try {
        attachments.add(new Attachment(saved.fileId(file), List.of()));
      } catch (InvalidInputException e) {
        saved.lost(Kind.CUT);
      }
    }
    for (SavedObject attachment : saved.parts("attachments")) {
      try {
        List<String> tools =
            attachment.parts("tools").stream().map(tool -> tool.text("type")).toList();
        attachments.add(new Attachment(attachment.fileId("file_id"), tools));
      } catch (InvalidInputException e) {
        saved.lost(Kind.CUT);
      }
    }
    return attachments;
  }
}
