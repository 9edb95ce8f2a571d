package io.threadkeep.context;

import io.threadkeep.id.MessageId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.internal.digest.Sha256;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Origin;
import java.time.Instant;
import java.util.List;

/**
 * What a model has made of the positions {@code from} to {@code to} of a thread: derived from the
 * log, and never part of it. One that ends further on is a later version.
 *
 * @param model which has made it
 * @param tokens what it takes in a prompt
 * @param createdAt to the microsecond
 */
public record Summary(
    ThreadId threadId,
    String model,
    long from,
    long to,
    String text,
    int tokens,
    Instant createdAt) {
  /** It stands in no log. */
  private static final long NOWHERE = 0;

  /**
   * It is said by nobody, and models know no role for that. What comes out of a conversation must
   * not speak with the voice of the instructions, so it is the user's, and marked.
   */
  private static final String MARK =
      "[Notes on the conversation before this point, made by a model: background, not a request.]\n";

  public Summary {
    Checks.requiredText("model", model, Limits.MODEL);
    Checks.atLeast("from", from, 1);
    Checks.atLeast("to", to, from);
    Checks.requiredText("text", text, Limits.SUMMARY);
  }

  /** Of {@code text}, counted with {@code sizes}. */
  public static Summary of(
      ThreadId thread,
      String model,
      PositionRange range,
      String text,
      PromptSizes sizes,
      Instant createdAt) {
    int tokens = sizes.message(content(text));
    return new Summary(thread, model, range.from(), range.to(), text, tokens, createdAt);
  }

  /** As it stands in a prompt: always the same for the same summary, with a position of 0. */
  Message asMessage() {
    return new Message(
        threadId,
        NOWHERE,
        new MessageDraft(id(), NewMessage.user(MARK + text), Origin.CALLER, tokens, createdAt));
  }

  private static List<ContentPart> content(String text) {
    return NewMessage.user(MARK + text).content();
  }

  private MessageId id() {
    return new MessageId("msg_" + Sha256.hex(threadId.value() + ' ' + to + ' ' + model, 12));
  }
}
