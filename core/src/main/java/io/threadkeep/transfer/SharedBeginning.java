package io.threadkeep.transfer;

import io.threadkeep.id.MessageId;
import io.threadkeep.message.Message;
import io.threadkeep.store.MessageLog;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a thread that comes in, and is not here, begins as a thread does that is: found by the
 * ids of its messages, and compared message by message.
 *
 * <p>Where it leaves one thread it may go on in another, as a fork of a fork does. All that read a
 * message have the same messages before it, so that it does not matter which of them is asked.
 */
final class SharedBeginning {
  private final Destination into;
  private final MessageLog messages;
  private final ChatThread thread;
  private final MessageComparison comparison;
  private @Nullable ChatThread holder;
  private Walk<Message> log = Walk.ofNothing();
  private @Nullable MessageId last;
  private long length;

  SharedBeginning(Destination into, ChatThread thread, MessageComparison comparison) {
    this.into = into;
    this.messages = into.store().messages();
    this.thread = thread;
    this.comparison = comparison;
  }

  /** Of how many messages it is. */
  long length() {
    return length;
  }

  /**
   * Whether the thread's next message is here, behind those before it.
   *
   * @throws Refusal if its id stands for something else here
   */
  boolean goesOnWith(Message message, long line, long bytes) {
    Message there = log.next();
    if (there == null || !there.id().equals(message.id())) {
      there = elsewhere(message, line);
    }
    if (there == null) {
      return false;
    }
    if (!comparison.isSame(message, there, line)) {
      throw taken(message, line);
    }
    log.weigh(bytes);
    last = message.id();
    length++;
    return true;
  }

  private @Nullable Message elsewhere(Message message, long line) {
    Optional<ChatThread> next =
        messages
            .holder(into.scope(), message.id())
            .flatMap(id -> into.store().threads().find(into.scope(), id))
            .filter(found -> found.owner().equals(thread.owner()));
    if (next.isEmpty()) {
      return null;
    }
    List<Message> there = messages.before(into.scope(), next.get().id(), message.position() + 1, 2);
    if (!endsWith(there, message.id())) {
      throw taken(message, line);
    }
    ChatThread found = next.get();
    holder = found;
    log =
        new Walk<>(
            page ->
                messages.list(
                    into.scope(),
                    found.id(),
                    page.after() == null ? page.after(message.id().value()) : page));
    return there.get(0);
  }

  /** Whether these, newest first, are the last message that both have, and behind it this one. */
  private boolean endsWith(List<Message> there, MessageId id) {
    return !there.isEmpty()
        && there.get(0).id().equals(id)
        && (last == null ? there.size() == 1 : there.get(1).id().equals(last));
  }

  /**
   * Where the thread is to read its beginning; null if there is none.
   *
   * @throws Refusal if one of those that it shares more with has not come in as a whole: what is
   *     missing of that would be this thread's, and no longer free
   */
  @Nullable ForkPoint end(long line) {
    ChatThread from = holder;
    if (from != null && from.messageCount() == length) {
      requireWhole(from, from.forkedFrom(), line);
    }
    ForkPoint said = thread.forkedFrom();
    if (said != null && said.position() > length) {
      into.store()
          .threads()
          .find(into.scope(), said.source())
          .filter(source -> source.owner().equals(thread.owner()))
          .filter(source -> source.messageCount() == length && endsAlike(source))
          .ifPresent(source -> requireWhole(source, said, line));
    }
    return from == null ? null : new ForkPoint(from.id(), length);
  }

  private boolean endsAlike(ChatThread source) {
    List<Message> end = messages.before(into.scope(), source.id(), length + 1, 1);
    return last == null ? end.isEmpty() : !end.isEmpty() && end.get(0).id().equals(last);
  }

  private void requireWhole(ChatThread other, @Nullable ForkPoint known, long line) {
    if (known != null && known.position() > length) {
      throw Refusal.conflict(
          line,
          "It shares messages with thread "
              + other.id()
              + ", of which "
              + length
              + " of at least "
              + known.position()
              + " have come in here. Take the rest of that in first.");
    }
  }

  private static Refusal taken(Message message, long line) {
    return Refusal.conflict(
        line,
        "The id of message "
            + message.id()
            + ", at position "
            + message.position()
            + ", is not free: another message has it here. Nothing of the thread was stored.");
  }
}
