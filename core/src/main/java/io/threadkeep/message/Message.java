package io.threadkeep.message;

import io.threadkeep.id.MessageId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;

/**
 * One entry of a thread's log. Never changes, but for its metadata, and when it is withdrawn.
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
    StringJoiner said = new StringJoiner("\n");
    for (ContentPart part : content()) {
      if (part instanceof ContentPart.Text text) {
        said.add(text.text());
      } else if (part instanceof ContentPart.Refusal refusal) {
        said.add(refusal.text());
      }
    }
    return said.toString();
  }

  /** Whether nothing is left of it but who spoke, when and where, and the calls it made. */
  public boolean isWithdrawn() {
    return content().stream().anyMatch(ContentPart.Withdrawn.class::isInstance);
  }

  /** Whether it is withdrawn, and has not even called a tool: nothing of it can be shown. */
  public boolean saysNothing() {
    return isWithdrawn() && toolCalls().isEmpty();
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
    // Asked of every message of every window, and most have none.
    List<P> found = List.of();
    for (ContentPart part : content()) {
      if (type.isInstance(part)) {
        found = found.isEmpty() ? new ArrayList<>() : found;
        found.add(type.cast(part));
      }
    }
    return Collections.unmodifiableList(found);
  }
}
