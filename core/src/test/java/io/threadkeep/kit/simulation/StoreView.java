package io.threadkeep.kit.simulation;

import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStep;
import io.threadkeep.store.ThreadStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The simulation's threads as they are in the store, without faults and without taking time. */
final class StoreView {
  private static final PageRequest ALL = PageRequest.newestFirst().limit(100);

  private final ThreadStore store;
  private final Map<ThreadId, Scope> owners = new LinkedHashMap<>();

  StoreView(ThreadStore store) {
    this.store = store;
  }

  void add(ThreadId thread, Scope owner) {
    owners.put(thread, owner);
  }

  /** It has been deleted. */
  void remove(ThreadId thread) {
    owners.remove(thread);
  }

  List<ThreadId> threads() {
    return List.copyOf(owners.keySet());
  }

  /** Null if its thread was deleted. */
  @Nullable Run run(ThreadId thread, RunId id) {
    Scope owner = owners.get(thread);
    return owner == null ? null : store.runs().find(owner, id).orElse(null);
  }

  List<Run> runs(ThreadId thread) {
    return store.runs().list(owner(thread), thread, ALL).items();
  }

  List<RunStep> steps(Run run) {
    return store.runs().steps(run.owner(), run.id(), ALL).items();
  }

  /** Oldest first. */
  List<Message> log(ThreadId thread) {
    List<Message> log =
        new ArrayList<>(store.messages().before(owner(thread), thread, Long.MAX_VALUE, 10_000));
    Collections.reverse(log);
    return log;
  }

  private Scope owner(ThreadId thread) {
    return Objects.requireNonNull(owners.get(thread));
  }
}
