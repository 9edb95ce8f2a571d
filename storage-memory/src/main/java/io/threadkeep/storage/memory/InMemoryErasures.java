package io.threadkeep.storage.memory;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.retention.ErasureReceipt;
import io.threadkeep.run.Run;
import io.threadkeep.store.ErasureBatch;
import io.threadkeep.store.ErasureDigest;
import io.threadkeep.store.Erasures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The removal of all that there is of somebody. */
final class InMemoryErasures implements Erasures {
  private final Memory memory;
  private final InMemoryAssistants assistants;

  /** The last one of each subject. Guarded by the memory's lock. */
  private final Map<ErasureDigest, ErasureReceipt> receipts = new HashMap<>();

  InMemoryErasures(Memory memory, InMemoryAssistants assistants) {
    this.memory = memory;
    this.assistants = assistants;
  }

  @Override
  public ErasureBatch erase(Scope scope, @Nullable ThreadId thread, int limit) {
    return memory.transaction(
        () -> {
          ErasureDigest digest = ErasureDigest.of(scope, thread);
          ErasureReceipt last = receipts.get(digest);
          boolean isOver = last != null && last.endedAt() != null;
          List<HeldThread> left = left(scope, thread, limit);
          if (thread != null && left.isEmpty() && last == null) {
            throw new NotFoundException("thread", thread.value());
          }
          if (last != null && isOver && left.isEmpty() && hasNothing(scope, thread)) {
            return new ErasureBatch(last, List.of());
          }
          Instant now = memory.now();
          ErasureReceipt before =
              last == null || isOver
                  ? new ErasureReceipt(digest.subject(), digest.value(), now, null, Map.of())
                  : last;
          Map<String, Long> counts = new LinkedHashMap<>(before.counts());
          List<Run> withdrawn = new ArrayList<>();
          left.forEach(held -> withdrawn.addAll(erase(held, counts)));
          boolean ends = left.size() < limit;
          if (ends && thread == null) {
            add(counts, "keys", memory.keys().removeAll(scope));
            if (scope.user() == null) {
              add(counts, "assistants", assistants.removeAll(scope.tenant()));
            }
            memory.usage().erase(scope);
            memory.budgets().erase(scope);
          }
          ErasureReceipt receipt =
              new ErasureReceipt(
                  digest.subject(), digest.value(), before.begunAt(), ends ? now : null, counts);
          receipts.put(digest, receipt);
          return new ErasureBatch(receipt, withdrawn);
        });
  }

  private List<HeldThread> left(Scope scope, @Nullable ThreadId thread, int limit) {
    return thread == null ? memory.index().of(scope, limit) : withForks(scope, thread, limit);
  }

  /** The forks are found when the thread itself is gone, too: they have its words. */
  private List<HeldThread> withForks(Scope scope, ThreadId thread, int limit) {
    return memory.index().of(scope, Integer.MAX_VALUE).stream()
        .filter(held -> held.id().equals(thread) || held.log().reads(thread))
        .limit(limit)
        .toList();
  }

  private boolean hasNothing(Scope scope, @Nullable ThreadId thread) {
    return thread != null
        || (!memory.keys().hasAny(scope)
            && !memory.usage().hasAny(scope)
            && !memory.budgets().hasAny(scope)
            && (scope.user() != null || !assistants.hasAny(scope.tenant())));
  }

  private List<Run> erase(HeldThread thread, Map<String, Long> counts) {
    add(counts, "keys", thread.keys().size());
    List<Run> withdrawn = thread.isDeleted() ? List.of() : memory.delete(thread, memory.now());
    add(counts, "threads", 1);
    add(counts, "metadata", thread.metadata().pairs().size());
    thread
        .runs()
        .values()
        .forEach(
            run -> {
              add(counts, "runs", 1);
              add(counts, "steps", run.steps().size());
              add(counts, "tool_calls", run.calls().size());
              add(counts, "events", memory.events().after(run, 0, Integer.MAX_VALUE).size());
            });
    add(counts, "messages", memory.remove(thread));
    return withdrawn;
  }

  private static void add(Map<String, Long> counts, String kind, long more) {
    counts.merge(kind, more, Long::sum);
  }
}
