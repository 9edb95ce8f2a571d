package io.threadkeep.storage.memory;

import io.threadkeep.id.Scope;
import io.threadkeep.run.Usage;
import io.threadkeep.usage.UsageEntry;
import io.threadkeep.usage.UsageKey;
import io.threadkeep.usage.UsageLine;
import io.threadkeep.usage.UsageQuery;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the sums of what was used. */
final class UsageFaults {

  private UsageFaults() {}

  static Stream<Fault> all() {
    return Stream.of(
        Fault.in(
            "UsageRecords.sum",
            "counts no cached tokens",
            Set.of("USAGE-1", "USAGE-2", "USAGE-6", "USAGE-7", "USAGE-9"),
            call -> lines(call).stream().map(UsageFaults::uncached).toList()),
        Fault.in(
            "UsageRecords.sum",
            "takes the last day for the first that does not count",
            Set.of("USAGE-2"),
            call -> asking(call, UsageFaults::withoutItsLastDay)),
        Fault.in(
            "UsageRecords.sum",
            "shows users the whole tenant",
            Set.of("SCOPE-2", "USAGE-1", "USAGE-3", "USAGE-4", "USAGE-7"),
            call -> call.with(0, Scope.tenant(call.argument(0, Scope.class).tenant())).proceed()),
        Fault.in(
            "UsageRecords.sum",
            "adds up all models",
            Set.of("USAGE-4"),
            call ->
                asking(
                    call,
                    q ->
                        new UsageQuery(q.from(), q.to(), q.by(), q.thread(), q.assistant(), null))),
        Fault.in(
            "UsageRecords.sum",
            "forgets work beside runs",
            Set.of("USAGE-6", "USAGE-7", "USAGE-8", "USAGE-9", "USAGE-10"),
            call -> only(lines(call), line -> line.runs() > 0)),
        Fault.in(
            "UsageRecords.sum",
            "forgets removed threads",
            Set.of("USAGE-5", "USAGE-10"),
            call -> {
              boolean byThread = call.argument(1, UsageQuery.class).by().contains(UsageKey.THREAD);
              return only(lines(call), line -> !byThread || line.group().thread() != null);
            }),
        Fault.in(
            "UsageRecords.sum",
            "gives one line more",
            Set.of("USAGE-8"),
            call -> call.with(2, call.argument(2, Integer.class) + 1).proceed()),
        Fault.of(
            "counts each report of the same work",
            Set.of("USAGE-6"),
            store -> {
              AtomicInteger number = new AtomicInteger();
              return store.twist(
                  "UsageRecords.add",
                  call -> call.with(0, renamed(call, number.incrementAndGet())).proceed());
            }),
        Fault.of(
            "loses every second report",
            Set.of("USAGE-6", "USAGE-7", "USAGE-9"),
            store -> {
              AtomicInteger number = new AtomicInteger();
              return store.twist(
                  "UsageRecords.add",
                  call -> number.incrementAndGet() % 2 == 0 ? null : call.proceed());
            }));
  }

  private static @Nullable Object asking(
      TwistedStore.Call call, UnaryOperator<UsageQuery> otherwise) throws Throwable {
    return call.with(1, otherwise.apply(call.argument(1, UsageQuery.class))).proceed();
  }

  private static UsageQuery withoutItsLastDay(UsageQuery query) {
    return query.from().equals(query.to())
        ? query
        : query.during(query.from(), query.to().minusDays(1));
  }

  private static List<UsageLine> only(List<UsageLine> lines, Predicate<UsageLine> which) {
    return lines.stream().filter(which).toList();
  }

  private static UsageLine uncached(UsageLine line) {
    Usage usage = line.usage();
    return new UsageLine(
        line.group(),
        line.runs(),
        new Usage(usage.promptTokens(), usage.completionTokens(), 0, usage.reasoningTokens()));
  }

  private static UsageEntry renamed(TwistedStore.Call call, int number) {
    UsageEntry entry = call.argument(0, UsageEntry.class);
    return new UsageEntry(
        entry.id() + number,
        entry.owner(),
        entry.day(),
        entry.assistant(),
        entry.model(),
        entry.usage());
  }

  @SuppressWarnings("unchecked") // What the method returns.
  private static List<UsageLine> lines(TwistedStore.Call call) throws Throwable {
    return (List<UsageLine>) Objects.requireNonNull(call.proceed());
  }
}
