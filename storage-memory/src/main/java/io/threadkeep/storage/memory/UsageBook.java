package io.threadkeep.storage.memory;

import io.threadkeep.id.AssistantId;
import io.threadkeep.id.Scope;
import io.threadkeep.run.Run;
import io.threadkeep.run.Usage;
import io.threadkeep.usage.UsageEntry;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The ledger of what has no run. Guarded by {@link Memory}'s lock. */
final class UsageBook {

  /** What is told apart of it. */
  record Account(Scope owner, LocalDate day, @Nullable AssistantId assistant, String model) {

    static Account of(Run run) {
      return new Account(
          run.owner(),
          LocalDate.ofInstant(run.times().createdAt(), ZoneOffset.UTC),
          run.spec().assistantId(),
          run.spec().settings().model());
    }

    private Account ofNobody() {
      return new Account(Scope.tenant(owner.tenant()), day, assistant, model);
    }
  }

  /** What was used, by how many runs. */
  record Sum(long runs, Usage usage) {
    Sum plus(Sum other) {
      return new Sum(runs + other.runs, usage.plus(other.usage));
    }
  }

  private final Map<Account, Sum> sums = new HashMap<>();
  private final Set<UsageEntry> told = new HashSet<>();

  /** Notes what the runs of a thread have used, before they are gone. */
  void keep(HeldThread thread) {
    thread.runs().values().stream()
        .map(HeldRun::shown)
        .forEach(run -> add(Account.of(run), new Sum(1, run.usage())));
  }

  boolean add(UsageEntry entry) {
    boolean isNew = told.add(entry);
    if (isNew) {
      add(
          new Account(entry.owner(), entry.day(), entry.assistant(), entry.model()),
          new Sum(0, entry.usage()));
    }
    return isNew;
  }

  /** Takes a user's name off, or removes all that a whole tenant has used. */
  void erase(Scope scope) {
    told.removeIf(entry -> scope.reaches(entry.owner()));
    if (scope.user() == null) {
      sums.keySet().removeIf(account -> scope.reaches(account.owner()));
    } else {
      anonymise(scope);
    }
  }

  boolean hasAny(Scope scope) {
    return sums.keySet().stream().anyMatch(account -> scope.reaches(account.owner()));
  }

  private void anonymise(Scope user) {
    List<Account> theirs =
        sums.keySet().stream().filter(account -> account.owner().equals(user)).toList();
    for (Account account : theirs) {
      Sum sum = sums.remove(account);
      if (sum != null) {
        add(account.ofNobody(), sum);
      }
    }
  }

  void forEach(BiConsumer<Account, Sum> reader) {
    sums.forEach(reader);
  }

  private void add(Account account, Sum more) {
    sums.merge(account, more, Sum::plus);
  }
}
