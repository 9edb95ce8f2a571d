package io.threadkeep.samples.assistants.inspector;

import io.threadkeep.UsageAccount;
import io.threadkeep.budget.BudgetState;
import io.threadkeep.observe.Health;
import io.threadkeep.observe.WorkerLoad;
import io.threadkeep.run.Usage;
import io.threadkeep.samples.assistants.wire.ApiError;
import io.threadkeep.store.Backlog;
import io.threadkeep.usage.UsageGroup;
import io.threadkeep.usage.UsageKey;
import io.threadkeep.usage.UsageQuery;
import io.threadkeep.usage.UsageReport;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was used, what that cost, and how the engine stands. */
final class UsageDesk {
  private static final int DAYS = 30;
  private static final int MOST_DAYS = 366;

  /** Beyond it, days can no longer be added everywhere. */
  private static final int LAST_YEAR = 9_999;

  private final InstantSource clock;

  UsageDesk(InstantSource clock) {
    this.clock = clock;
  }

  /** By day and model. */
  record Report(
      String from,
      String to,
      String currency,
      List<Line> lines,
      Line total,
      List<BudgetState> budgets) {}

  /**
   * What was used on a day by a model.
   *
   * @param day null of the total
   * @param model null of the total, and where it is not known
   * @param cost in words: an amount, {@code at least …}, or {@code no price}
   */
  record Line(@Nullable String day, @Nullable String model, long runs, Usage usage, String cost) {
    static Line of(UsageReport.Line line) {
      UsageGroup group = line.group();
      LocalDate day = group.day();
      return new Line(
          day == null ? null : day.toString(),
          group.model(),
          line.runs(),
          line.usage(),
          line.cost().toString());
    }
  }

  /**
   * How the engine stands.
   *
   * @param waiting runs that wait for a worker; null if the storage did not answer
   * @param gates the caller's models that are not to be called, and for how many milliseconds
   */
  record Engine(
      Health.Status status,
      boolean accepting,
      @Nullable Integer waiting,
      @Nullable Long oldestWaitMillis,
      WorkerLoad workers,
      @Nullable Long sinceHeartbeatMillis,
      Map<String, Long> gates) {}

  void report(Visit visit) {
    LocalDate to = day(visit, "to", today());
    LocalDate from = day(visit, "from", to.minusDays(DAYS - 1L));
    if (from.plusDays(MOST_DAYS).isBefore(to)) {
      throw wrongDay("from", "at most " + MOST_DAYS + " days before 'to'");
    }
    UsageAccount account = visit.threadkeep().usage(visit.scope());
    UsageReport report =
        account.report(UsageQuery.between(from, to).by(UsageKey.DAY, UsageKey.MODEL));
    visit.answer(
        new Report(
            from.toString(),
            to.toString(),
            report.currency(),
            report.lines().stream().map(Line::of).toList(),
            Line.of(report.total()),
            account.budgets()));
  }

  void engine(Visit visit) {
    Health health = visit.threadkeep().health();
    Backlog backlog = health.backlog();
    Duration heartbeat = health.sinceHeartbeat();
    visit.answer(
        new Engine(
            health.status(),
            health.accepting(),
            backlog == null ? null : backlog.runs(),
            backlog == null ? null : backlog.oldestWait().toMillis(),
            health.workers(),
            heartbeat == null ? null : heartbeat.toMillis(),
            gates(visit, health)));
  }

  /** Of the models that the caller has used: which others there are is not the caller's. */
  private Map<String, Long> gates(Visit visit, Health health) {
    Map<String, Long> gates = new TreeMap<>();
    if (!health.closedGates().isEmpty()) {
      UsageQuery recent = UsageQuery.between(today().minusDays(DAYS), today());
      for (UsageReport.Line line :
          visit.threadkeep().usage(visit.scope()).report(recent.by(UsageKey.MODEL)).lines()) {
        String model = line.group().model();
        Duration closed = model == null ? null : health.closedGates().get(model);
        if (model != null && closed != null) {
          gates.put(model, closed.toMillis());
        }
      }
    }
    return gates;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static LocalDate day(Visit visit, String name, LocalDate otherwise) {
    String asked = visit.asked(name);
    try {
      LocalDate day = asked == null ? otherwise : LocalDate.parse(asked);
      if (day.getYear() > 0 && day.getYear() <= LAST_YEAR) {
        return day;
      }
    } catch (DateTimeParseException e) {
      throw wrongDay(name, "a day such as 2026-01-31");
    }
    throw wrongDay(name, "a day of the years 1 to " + LAST_YEAR);
  }

  private static RuntimeException wrongDay(String name, String expected) {
    return ApiError.badRequest(
            "Invalid '" + name + "': expected " + expected + ".", name, "invalid_value")
        .asException();
  }
}
