package io.threadkeep.storage.memory;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.storage.memory.UsageBook.Account;
import io.threadkeep.storage.memory.UsageBook.Sum;
import io.threadkeep.store.UsageRecords;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.usage.UsageEntry;
import io.threadkeep.usage.UsageGroup;
import io.threadkeep.usage.UsageKey;
import io.threadkeep.usage.UsageLine;
import io.threadkeep.usage.UsageQuery;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was used. */
final class InMemoryUsage implements UsageRecords {
  private final Memory memory;

  InMemoryUsage(Memory memory) {
    this.memory = memory;
  }

  @Override
  public List<UsageLine> sum(Scope scope, UsageQuery query, int limit) {
    return memory.transaction(
        () -> {
          Map<UsageGroup, Sum> sums = new HashMap<>();
          for (HeldThread thread : threads(scope, query)) {
            for (HeldRun run : thread.runs().values()) {
              Account account = Account.of(run.shown());
              if (isAskedFor(query, account)) {
                sums.merge(
                    group(query, account, thread.id()), new Sum(1, run.shown().usage()), Sum::plus);
              }
            }
          }
          if (query.thread() == null) {
            memory
                .usage()
                .forEach(
                    (account, sum) -> {
                      if (scope.reaches(account.owner()) && isAskedFor(query, account)) {
                        sums.merge(group(query, account, null), sum, Sum::plus);
                      }
                    });
          }
          return sums.entrySet().stream()
              .limit(limit)
              .map(e -> new UsageLine(e.getKey(), e.getValue().runs(), e.getValue().usage()))
              .toList();
        });
  }

  private Collection<HeldThread> threads(Scope scope, UsageQuery query) {
    ThreadId one = query.thread();
    if (one == null) {
      return memory.index().candidates(scope, ThreadQuery.ALL).values().stream()
          .filter(thread -> memory.shelf().holds(thread))
          .toList();
    }
    Optional<HeldThread> found = memory.findThread(scope, one);
    return found.stream().toList();
  }

  private static boolean isAskedFor(UsageQuery query, Account account) {
    return !account.day().isBefore(query.from())
        && !account.day().isAfter(query.to())
        && (query.assistant() == null || query.assistant().equals(account.assistant()))
        && (query.model() == null || query.model().equals(account.model()));
  }

  private static UsageGroup group(UsageQuery query, Account account, @Nullable ThreadId thread) {
    return new UsageGroup(
        query.by().contains(UsageKey.DAY) ? account.day() : null,
        query.by().contains(UsageKey.USER) ? account.owner().user() : null,
        query.by().contains(UsageKey.THREAD) ? thread : null,
        query.by().contains(UsageKey.ASSISTANT) ? account.assistant() : null,
        query.by().contains(UsageKey.MODEL) ? account.model() : null);
  }

  @Override
  public void add(UsageEntry entry) {
    memory.transaction(() -> memory.usage().add(entry));
  }
}
