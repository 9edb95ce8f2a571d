package io.threadkeep.message;

import io.threadkeep.id.MessageId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One entry of a thread's log. Never changes.
 *
 * @param position 1, 2, 3 … within its thread, without gaps; the only order there is
 */
public record Message(ThreadId threadId, long position, MessageDraft draft) {

  public MessageId id() {
    return draft.id();
  }

  public Instant createdAt() {
    return draft.createdAt();
  }

  public Role role() {
    return draft.body().role();
  }

  public List<ContentPart> content() {
    return draft.body().content();
  }

  public List<Attachment> attachments() {
    return draft.body().attachments();
  }

  public Metadata metadata() {
    return draft.body().metadata();
  }

  public Origin origin() {
    return draft.origin();
  }

  public int tokens() {
    return draft.tokens();
  }

  /** The text parts, joined by line breaks; refusals too, since they are what was said. */
  public String text() {
    return content().stream()
        .filter(part -> part instanceof ContentPart.Text || part instanceof ContentPart.Refusal)
        .map(
            part ->
                part instanceof ContentPart.Text text
                    ? text.text()
                    : ((ContentPart.Refusal) part).text())
        .collect(Collectors.joining("\n"));
  }

  public List<ContentPart.ToolCall> toolCalls() {
    return parts(ContentPart.ToolCall.class);
  }

  public List<ContentPart.ToolResult> toolResults() {
    return parts(ContentPart.ToolResult.class);
  }

  /** The same place in the log with other parts and size: for windows, never for storage. */
  public Message shortened(List<ContentPart> content, int tokens) {
    return new Message(
        threadId,
        position,
        new MessageDraft(id(), draft.body().withContent(content), origin(), tokens, createdAt()));
  }

  private <P extends ContentPart> List<P> parts(Class<P> type) {
    return content().stream().filter(type::isInstance).map(type::cast).toList();
  }
}
