package io.threadkeep.internal.engine;

import io.threadkeep.context.PromptSizes;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.IdSource;
import io.threadkeep.id.MessageId;
import io.threadkeep.message.Attachment;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Origin;
import io.threadkeep.message.Role;
import io.threadkeep.metadata.Metadata;
import java.time.InstantSource;
import java.util.List;

/** Gives what is said its id, its time and its size, once. */
public final class MessageDrafts {
  private final IdSource ids;
  private final InstantSource clock;
  private final PromptSizes sizes;

  public MessageDrafts(IdSource ids, InstantSource clock, PromptSizes sizes) {
    this.ids = ids;
    this.clock = clock;
    this.sizes = sizes;
  }

  /**
   * @throws InvalidInputException if it pretends to be withdrawn
   */
  public MessageDraft said(NewMessage message) {
    if (message.content().contains(new ContentPart.Withdrawn())) {
      throw new InvalidInputException("content", "something that is said", "a withdrawn part");
    }
    return draft(ids.message(), message, Origin.CALLER);
  }

  public MessageDraft withdrawn(Message message) {
    MessageDraft draft = message.draft();
    return draft.withdrawn(sizes.message(draft.body().withdrawn()));
  }

  MessageDraft reply(MessageId id, List<ContentPart> content, Origin origin) {
    return draft(id, of(Role.ASSISTANT, content), origin);
  }

  public MessageDraft result(ContentPart.ToolResult result, Origin origin) {
    return draft(ids.message(), of(Role.TOOL, List.of(result)), origin);
  }

  private static NewMessage of(Role role, List<ContentPart> content) {
    return new NewMessage(role, content, List.<Attachment>of(), Metadata.EMPTY);
  }

  private MessageDraft draft(MessageId id, NewMessage body, Origin origin) {
    return new MessageDraft(id, body, origin, sizes.message(body.content()), clock.instant());
  }
}
