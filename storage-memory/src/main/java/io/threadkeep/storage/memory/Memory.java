package io.threadkeep.storage.memory;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Id;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeaseLostException;
import io.threadkeep.run.Run;
import io.threadkeep.store.LogPart;
import io.threadkeep.store.StorageException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All that the store holds about threads, and the one lock that guards it. */
final class Memory {
  private final ReentrantLock lock = new ReentrantLock();
  private final InstantSource clock;
  private final ThreadShelf shelf;
  private final ThreadIndex index = new ThreadIndex();
  private final Map<MessageId, Message> messages = new HashMap<>();
  private final Bell bell = new Bell();
  private final RunBoard board = new RunBoard(bell);
  private final KeyBook keys = new KeyBook();
  private final Map<String, HeldGate> gates = new HashMap<>();
  private final EventBook events = new EventBook();
  private final Map<ThreadId, HeldThread> deleted = new LinkedHashMap<>();
  private final KeptLogs kept = new KeptLogs();
  private final UsageBook usage = new UsageBook();
  private final BudgetBook budgets = new BudgetBook();

  Memory(InstantSource clock, ThreadBounds bounds) {
    this.clock = clock;
    this.shelf = new ThreadShelf(bounds, clock, this::forget);
  }

  /** Does {@code work} as one transaction; it judges first and then changes. */
  <T> T transaction(Supplier<T> work) {
    lock.lock();
    try {
      shelf.settle();
      return work.get();
    } finally {
      Runnable news = bell.ring();
      lock.unlock();
      news.run();
    }
  }

  /** The deciding clock, in the precision that every store keeps. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  ThreadShelf shelf() {
    return shelf;
  }

  ThreadIndex index() {
    return index;
  }

  Bell bell() {
    return bell;
  }

  RunBoard board() {
    return board;
  }

  KeyBook keys() {
    return keys;
  }

  /** By model. */
  Map<String, HeldGate> gates() {
    return gates;
  }

  boolean isOpen(String model, Instant now) {
    HeldGate gate = gates.get(model);
    return gate == null || !gate.closedUntil().isAfter(now);
  }

  EventBook events() {
    return events;
  }

  KeptLogs kept() {
    return kept;
  }

  UsageBook usage() {
    return usage;
  }

  BudgetBook budgets() {
    return budgets;
  }

  Optional<HeldThread> findThread(Scope scope, ThreadId id) {
    return findAny(scope, id).filter(thread -> !thread.isDeleted());
  }

  /** Deleted or not. */
  Optional<HeldThread> findAny(Scope scope, ThreadId id) {
    return Optional.ofNullable(shelf.find(id)).filter(thread -> scope.reaches(thread.owner()));
  }

  /** What is held of its log, if only for forks. */
  Optional<HeldLog> log(ThreadId id) {
    return shelf.peek(id).map(HeldThread::log).or(() -> Optional.ofNullable(kept.find(id)));
  }

  HeldThread thread(Scope scope, ThreadId id) {
    return findThread(scope, id).orElseThrow(() -> new NotFoundException("thread", id.value()));
  }

  Optional<HeldRun> findRun(Scope scope, RunId id) {
    return Optional.ofNullable(board.find(id))
        .filter(run -> findThread(scope, run.thread().id()).isPresent());
  }

  HeldRun run(Scope scope, RunId id) {
    return findRun(scope, id).orElseThrow(() -> new NotFoundException("run", id.value()));
  }

  /**
   * The run that {@code lease} opens.
   *
   * @throws LeaseLostException if it opens none
   */
  HeldRun run(Lease lease) {
    HeldRun run = board.find(lease.runId());
    if (run == null || run.token() != lease.token() || !run.isLeased()) {
      throw new LeaseLostException(lease, run == null ? null : run.token());
    }
    return run;
  }

  @Nullable Message message(MessageId id) {
    return messages.get(id);
  }

  /** The message, if it is in the log of this thread. */
  @Nullable Message message(HeldThread thread, MessageId id) {
    Message message = messages.get(id);
    return message == null ? null : thread.log().find(message);
  }

  /**
   * Puts {@code change} of a message in its place, for all who read it; as it is read in the thread
   * then.
   *
   * @throws NotFoundException if it is not in scope
   */
  Message change(Scope scope, ThreadId threadId, MessageId id, UnaryOperator<MessageDraft> change) {
    HeldThread thread = findThread(scope, threadId).orElse(null);
    Message stored = messages.get(id);
    if (thread == null || stored == null || thread.log().find(stored) == null) {
      throw new NotFoundException("message", id.value());
    }
    Message changed =
        new Message(stored.threadId(), stored.position(), change.apply(stored.draft()));
    messages.put(id, changed);
    thread.log().replace(changed);
    return Objects.requireNonNull(thread.log().find(changed));
  }

  /** Whether all of {@code drafts}, and at least one, have been added to this thread already. */
  boolean hasAll(HeldThread thread, List<MessageDraft> drafts) {
    return !drafts.isEmpty() && drafts.stream().allMatch(draft -> isOwn(thread, draft.id()));
  }

  private boolean isOwn(HeldThread thread, MessageId id) {
    Message message = messages.get(id);
    return message != null && message.threadId().equals(thread.id());
  }

  /** The messages that {@code drafts} have become; all of them have. */
  List<Message> found(HeldThread thread, List<MessageDraft> drafts) {
    return drafts.stream()
        .map(draft -> Objects.requireNonNull(message(thread, draft.id())))
        .toList();
  }

  /** The messages as they are now; all of them are there. */
  List<Message> reread(List<MessageId> ids) {
    return ids.stream().map(id -> Objects.requireNonNull(messages.get(id))).toList();
  }

  /**
   * @throws StorageException if a message with one of the ids is there, or two of them have one id
   */
  void requireFree(List<MessageDraft> drafts) {
    Set<MessageId> seen = new HashSet<>();
    for (MessageDraft draft : drafts) {
      if (messages.containsKey(draft.id()) || !seen.add(draft.id())) {
        throw taken(draft.id());
      }
    }
  }

  /** Appends drafts whose ids are free. */
  List<Message> append(HeldThread thread, List<MessageDraft> drafts) {
    List<Message> appended = thread.append(drafts, now());
    appended.forEach(message -> messages.put(message.id(), message));
    return appended;
  }

  /** As {@link #append}, for what was here or elsewhere before; its ids are free too. */
  void restore(HeldThread thread, LogPart part) {
    thread.restore(part, now()).forEach(message -> messages.put(message.id(), message));
  }

  /** Hides the thread until it is removed; returns the runs that were cancelled for it. */
  List<Run> delete(HeldThread thread, Instant purgeAt) {
    List<HeldRun> unended =
        thread.runs().values().stream().filter(run -> !run.status().isFinal()).toList();
    Instant now = now();
    // The waiting ones first, so that none of them gets its turn.
    unended.stream().filter(run -> !run.isActive()).forEach(run -> board.withdraw(run, now));
    unended.stream().filter(HeldRun::isActive).forEach(run -> board.withdraw(run, now));
    keys.remove(thread.keys());
    thread.keys().clear();
    thread.delete(purgeAt);
    deleted.put(thread.id(), thread);
    shelf.reweigh(thread);
    return unended.stream().map(HeldRun::shown).toList();
  }

  /** Threads that are deleted and not removed, in the order of deletion. */
  Map<ThreadId, HeldThread> deleted() {
    return deleted;
  }

  /** Returns how many messages are gone with it. */
  int remove(HeldThread thread) {
    shelf.remove(thread);
    return forget(thread);
  }

  static StorageException taken(Id id) {
    return new StorageException(
        "The id '" + id + "' is taken by another record. Nothing was stored: make a new id.", null);
  }

  private int forget(HeldThread thread) {
    deleted.remove(thread.id());
    usage.keep(thread);
    budgets.forget(entry -> thread.id().equals(entry.getKey().key().thread()), Integer.MAX_VALUE);
    index.remove(thread);
    List<HeldLog> read = thread.log().sources();
    List<Message> gone = thread.log().leave();
    gone.forEach(message -> messages.remove(message.id()));
    kept.note(thread.log());
    read.forEach(kept::note);
    board.remove(thread.runs().values());
    events.remove(thread.runs().values());
    keys.remove(thread.keys());
    return gone.size();
  }
}
