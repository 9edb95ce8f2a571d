package io.threadkeep.storage.memory;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.RunMove;
import io.threadkeep.store.LogPart;
import io.threadkeep.store.MadeSummary;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadState;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A thread with all that hangs on it. Guarded by {@link Memory}'s lock. */
final class HeldThread {
  private final ChatThread asCreated;
  private final HeldLog log;
  private final NavigableMap<Place, HeldRun> runs = new TreeMap<>();
  private final Set<KeyBook.ScopedKey> keys = new HashSet<>();
  private final Map<String, NavigableMap<Long, MadeSummary>> summaries = new HashMap<>();
  private Metadata metadata;
  private final NavigableMap<Place, HeldRun> waiting = new TreeMap<>();
  private @Nullable HeldRun activeRun;
  private ThreadState state;
  private Instant activeAt;
  private @Nullable Instant purgeAt;

  HeldThread(ChatThread thread) {
    this(thread, new HeldLog(thread.id()));
  }

  HeldThread(ChatThread thread, HeldLog log) {
    this.asCreated = thread;
    this.log = log;
    this.metadata = thread.metadata();
    this.state = thread.state();
    this.activeAt = thread.activeAt();
  }

  ThreadId id() {
    return asCreated.id();
  }

  Scope owner() {
    return asCreated.owner();
  }

  Place place() {
    return Place.of(asCreated.createdAt(), id());
  }

  ChatThread shown() {
    return new ChatThread(
        id(),
        owner(),
        metadata,
        log.size(),
        asCreated.createdAt(),
        state,
        activeAt,
        asCreated.forkedFrom());
  }

  ThreadState state() {
    return state;
  }

  boolean isDeleted() {
    return state == ThreadState.DELETED;
  }

  /** When it may be removed, if it is deleted. */
  @Nullable Instant purgeAt() {
    return purgeAt;
  }

  void archive() {
    state = ThreadState.ARCHIVED;
  }

  /** Active as of now, from wherever it was. */
  void wake(Instant now) {
    state = ThreadState.ACTIVE;
    activeAt = now;
    purgeAt = null;
  }

  void delete(Instant newPurgeAt) {
    state = ThreadState.DELETED;
    purgeAt = newPurgeAt;
  }

  Metadata metadata() {
    return metadata;
  }

  void metadata(Metadata newMetadata) {
    metadata = newMetadata;
  }

  HeldLog log() {
    return log;
  }

  /** Adds {@code drafts} behind each other; that their ids are free has been judged. */
  List<Message> append(List<MessageDraft> drafts, Instant now) {
    if (!drafts.isEmpty()) {
      wake(now);
    }
    return add(drafts);
  }

  /** As {@link #append}; the thread is woken only if the part does not say when it was active. */
  List<Message> restore(LogPart part, Instant now) {
    Instant active = part.activeAt();
    if (active == null) {
      wake(now);
    } else if (active.isAfter(activeAt)) {
      activeAt = active;
    }
    return add(part.drafts());
  }

  private List<Message> add(List<MessageDraft> drafts) {
    int from = log.size();
    for (MessageDraft draft : drafts) {
      log.add(new Message(id(), log.size() + 1L, draft));
    }
    return List.copyOf(log.subList(from, log.size()));
  }

  NavigableMap<Place, HeldRun> runs() {
    return runs;
  }

  /** Those by one model, by where they end. */
  NavigableMap<Long, MadeSummary> summaries(String model) {
    return summaries.getOrDefault(model, Collections.emptyNavigableMap());
  }

  /** The first that ends at a position stays. */
  void add(MadeSummary made) {
    summaries
        .computeIfAbsent(made.summary().model(), none -> new TreeMap<>())
        .putIfAbsent(made.summary().to(), made);
  }

  /** Those that the message at {@code position} went into. */
  void forgetSummaries(long position) {
    summaries
        .values()
        .forEach(
            versions ->
                versions
                    .values()
                    .removeIf(
                        made ->
                            made.summary().from() <= position && position <= made.summary().to()));
  }

  Set<KeyBook.ScopedKey> keys() {
    return keys;
  }

  @Nullable HeldRun activeRun() {
    return activeRun;
  }

  /** Takes a run in: as the active one if there is none, else to wait. */
  void enter(HeldRun run) {
    if (activeRun == null) {
      activeRun = run;
    } else {
      waiting.put(run.place(), run);
    }
  }

  /**
   * Lets a run go that has ended.
   *
   * @return the one that has waited longest, if it is now active in its place
   */
  @Nullable HeldRun leave(HeldRun run) {
    waiting.remove(run.place());
    if (run != activeRun) {
      return null;
    }
    Map.Entry<Place, HeldRun> oldest = waiting.pollFirstEntry();
    activeRun = oldest == null ? null : oldest.getValue();
    return activeRun;
  }

  /** Whether a run would not be active at once that cancels {@code toInterrupt} before. */
  boolean wouldWait(@Nullable HeldRun toInterrupt) {
    boolean freed =
        toInterrupt != null
            && waiting.isEmpty()
            && RunMove.CANCEL.isLegalFrom(toInterrupt.status());
    return isBusy() && !freed;
  }

  /** The run that further messages can join: the newest, if no worker has begun it. */
  @Nullable HeldRun joinable() {
    HeldRun newest = waiting.isEmpty() ? activeRun : waiting.lastEntry().getValue();
    boolean begun = newest == null || newest.shown().times().startedAt() != null;
    return begun ? null : newest;
  }

  boolean isBusy() {
    return activeRun != null;
  }
}
