package io.threadkeep.storage.memory;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.Order;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.LogPart;
import io.threadkeep.store.MessageLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The log of each thread: a list, in which a position is an index. */
final class InMemoryMessages implements MessageLog {
  private final Memory memory;

  InMemoryMessages(Memory memory) {
    this.memory = memory;
  }

  /** What a key stands for once it was used for an append. */
  private record Appended(List<MessageId> messages) {}

  @Override
  public List<Message> append(
      Scope scope, ThreadId threadId, List<MessageDraft> drafts, @Nullable IdempotencyKey key) {
    return memory.transaction(
        () -> {
          HeldThread thread = memory.thread(scope, threadId);
          Appended first = memory.keys().replay(scope, key, Appended.class);
          if (first != null) {
            return memory.reread(first.messages());
          }
          if (memory.hasAll(thread, drafts)) {
            return memory.found(thread, drafts);
          }
          memory.requireFree(drafts);
          List<Message> messages = memory.append(thread, drafts);
          Appended appended = new Appended(messages.stream().map(Message::id).toList());
          memory.keys().record(scope, key, thread, appended, memory.now());
          return messages;
        });
  }

  @Override
  public Optional<List<Message>> appended(Scope scope, IdempotencyKey key) {
    return memory.transaction(
        () ->
            Optional.ofNullable(memory.keys().replay(scope, key, Appended.class))
                .map(first -> memory.reread(first.messages())));
  }

  @Override
  public boolean restore(Scope scope, LogPart part) {
    return memory.transaction(
        () -> {
          HeldThread thread = memory.thread(scope, part.threadId());
          int before = (int) Math.min(part.first() - 1, Integer.MAX_VALUE);
          List<Message> there =
              thread.log().subList(Math.min(before, thread.log().size()), thread.log().size());
          if (!there.isEmpty() || before > thread.log().size()) {
            return there.size() >= part.messages().size()
                && there.subList(0, part.messages().size()).equals(part.messages());
          }
          memory.requireFree(part.drafts());
          memory.restore(thread, part);
          return true;
        });
  }

  @Override
  public Optional<Message> find(Scope scope, ThreadId threadId, MessageId id) {
    return memory.transaction(
        () -> memory.findThread(scope, threadId).map(thread -> memory.message(thread, id)));
  }

  @Override
  public Message replaceMetadata(Scope scope, ThreadId thread, MessageId id, Metadata metadata) {
    return memory.transaction(
        () -> memory.change(scope, thread, id, draft -> draft.withMetadata(metadata)));
  }

  @Override
  public Message withdraw(Scope scope, ThreadId threadId, MessageDraft left) {
    return memory.transaction(
        () -> {
          Message said =
              memory
                  .findThread(scope, threadId)
                  .map(thread -> memory.message(thread, left.id()))
                  .orElseThrow(() -> new NotFoundException("message", left.id().value()));
          if (said.content().equals(left.body().content())) {
            return said;
          }
          Optional<HeldRun> author = author(left.id());
          if (author.isPresent() && !author.get().status().isFinal()) {
            throw ActiveRunException.wrote(
                left.id(), author.get().thread().id(), author.get().id());
          }
          Message withdrawn = memory.change(scope, threadId, left.id(), before -> left);
          author.ifPresent(run -> memory.events().remove(List.of(run)));
          readers(left.id()).forEach(thread -> thread.forgetSummaries(withdrawn.position()));
          return withdrawn;
        });
  }

  /** The run that wrote it, in its own thread: what came from elsewhere may name any. */
  private Optional<HeldRun> author(MessageId id) {
    Message stored = Objects.requireNonNull(memory.message(id));
    return Optional.ofNullable(stored.origin().runId())
        .map(memory.board()::find)
        .filter(run -> run.thread().id().equals(stored.threadId()));
  }

  /** All threads in whose log it is, deleted or not. */
  private List<HeldThread> readers(MessageId id) {
    Message stored = Objects.requireNonNull(memory.message(id));
    List<ThreadId> readers = new ArrayList<>(List.of(stored.threadId()));
    memory
        .log(stored.threadId())
        .map(log -> log.readers(stored.position()))
        .ifPresent(readers::addAll);
    return readers.stream().flatMap(reader -> memory.shelf().peek(reader).stream()).toList();
  }

  @Override
  public Page<Message> list(Scope scope, ThreadId threadId, PageRequest page) {
    return memory.transaction(
        () -> {
          HeldThread thread = memory.thread(scope, threadId);
          HeldLog log = thread.log();
          boolean oldestFirst = page.order() == Order.OLDEST_FIRST;
          int most = page.limit() + 1;
          int from = oldestFirst ? 0 : log.size();
          if (page.after() != null) {
            int after = index(thread, page.after());
            from = oldestFirst ? after + 1 : after;
          }
          List<Message> items =
              oldestFirst
                  ? log.subList(from, Math.min(log.size(), from + most))
                  : log.before(from + 1L, most);
          return Page.of(page, items, message -> message.id().value());
        });
  }

  @Override
  public Optional<ThreadId> holder(Scope scope, MessageId id) {
    return memory.transaction(
        () -> Optional.ofNullable(memory.message(id)).flatMap(message -> holder(scope, message)));
  }

  private Optional<ThreadId> holder(Scope scope, Message message) {
    ThreadId said = message.threadId();
    Optional<HeldThread> thread = memory.findAny(scope, said);
    if (thread.isPresent() && !thread.get().isDeleted()) {
      return Optional.of(said);
    }
    return memory
        .log(said)
        .flatMap(
            log ->
                log.readers(message.position()).stream()
                    .filter(fork -> memory.findThread(scope, fork).isPresent())
                    .findFirst());
  }

  private int index(HeldThread thread, String id) {
    return Wanted.id(id, MessageId::new)
        .map(messageId -> memory.message(thread, messageId))
        .map(message -> (int) message.position() - 1)
        .orElseThrow(() -> new NotFoundException("message", id));
  }

  @Override
  public List<Message> before(Scope scope, ThreadId threadId, long position, int limit) {
    return memory.transaction(
        () ->
            memory
                .findThread(scope, threadId)
                .map(HeldThread::log)
                .map(log -> log.before(position, limit))
                .orElse(List.of()));
  }
}
