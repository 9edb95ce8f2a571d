package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_USAGE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.sum;

import io.threadkeep.id.AssistantId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.usage.UsageGroup;
import io.threadkeep.usage.UsageKey;
import io.threadkeep.usage.UsageLine;
import io.threadkeep.usage.UsageQuery;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Adds up what the runs of a scope say, and its ledger. */
final class UsageSums {
  /** What stands in the ledger for a thread. */
  private static final Field<String> NO_THREAD = inline("");

  private static final Map<UsageKey, Field<?>> KEYS_OF_RUNS =
      new EnumMap<>(
          Map.of(
              UsageKey.DAY, UsageRows.RUN_DAY,
              UsageKey.USER, TK_RUNS.USER_ID,
              UsageKey.THREAD, TK_RUNS.THREAD_ID,
              UsageKey.ASSISTANT, TK_RUNS.ASSISTANT_ID,
              UsageKey.MODEL, TK_RUNS.MODEL));

  private static final Map<UsageKey, Field<?>> KEYS_OF_LEDGER =
      new EnumMap<>(
          Map.of(
              UsageKey.DAY, TK_USAGE.USAGE_DAY,
              UsageKey.USER, TK_USAGE.USER_ID,
              UsageKey.THREAD, NO_THREAD,
              UsageKey.ASSISTANT, TK_USAGE.ASSISTANT_ID,
              UsageKey.MODEL, TK_USAGE.MODEL));

  private final DSLContext sql;
  private final Scope scope;
  private final UsageQuery query;

  UsageSums(DSLContext sql, Scope scope, UsageQuery query) {
    this.sql = sql;
    this.scope = scope;
    this.query = query;
  }

  List<UsageLine> fetch(int limit) {
    // What the ledger holds belongs to no thread.
    Select<Record> both = query.thread() == null ? ofRuns().unionAll(ofLedger()) : ofRuns();
    Table<Record> used = both.asTable("used");
    List<Field<?>> keys = new ArrayList<>();
    query.by().forEach(key -> keys.add(used.field(alias(key))));
    List<Field<BigDecimal>> sums = new ArrayList<>();
    for (int i = 0; i < UsageRows.OF_RUNS.size(); i++) {
      sums.add(sum(used.field(counted(i))).as(counted(i)));
    }
    return sql.select(keys)
        .select(sums)
        .from(used)
        .groupBy(keys)
        .having(count().gt(0))
        .limit(limit)
        .fetch(this::line);
  }

  Select<Record> ofRuns() {
    ThreadId thread = query.thread();
    Condition which =
        ScopeCondition.of(TK_RUNS.TENANT, TK_RUNS.USER_ID, scope)
            .and(TK_RUNS.CREATED_AT.ge(first()))
            .and(TK_RUNS.CREATED_AT.lt(end()));
    // Every status, since the index of owners begins with it.
    which =
        thread == null
            ? which.and(TK_RUNS.STATUS.in(Names.all(List.of(RunStatus.values()))))
            : which.and(TK_RUNS.THREAD_ID.eq(thread.value())).and(ThreadRows.isIn(scope, thread));
    return grouped(
        TK_RUNS,
        KEYS_OF_RUNS,
        UsageRows.OF_RUNS,
        which.and(narrowed(TK_RUNS.ASSISTANT_ID, TK_RUNS.MODEL)));
  }

  Select<Record> ofLedger() {
    return grouped(
        TK_USAGE,
        KEYS_OF_LEDGER,
        UsageRows.OF_LEDGER,
        ScopeCondition.of(TK_USAGE.TENANT, TK_USAGE.USER_ID, scope)
            .and(TK_USAGE.USAGE_DAY.ge(first()))
            .and(TK_USAGE.USAGE_DAY.lt(end()))
            .and(narrowed(TK_USAGE.ASSISTANT_ID, TK_USAGE.MODEL)));
  }

  private Select<Record> grouped(
      Table<?> table, Map<UsageKey, Field<?>> keys, List<Field<Long>> counted, Condition which) {
    List<Field<?>> columns = query.by().stream().<Field<?>>map(keys::get).toList();
    List<Field<?>> shown = new ArrayList<>();
    query.by().forEach(key -> shown.add(Objects.requireNonNull(keys.get(key)).as(alias(key))));
    IntStream.range(0, counted.size()).forEach(i -> shown.add(sum(counted.get(i)).as(counted(i))));
    return sql.select(shown)
        .from(table)
        .where(which)
        .groupBy(columns.stream().filter(column -> !column.equals(NO_THREAD)).toList())
        .having(count().gt(0));
  }

  private Condition narrowed(Field<String> assistants, Field<String> models) {
    List<Condition> narrowing = new ArrayList<>();
    if (query.assistant() != null) {
      narrowing.add(assistants.eq(query.assistant().value()));
    }
    if (query.model() != null) {
      narrowing.add(models.eq(query.model()));
    }
    return DSL.and(narrowing);
  }

  private long first() {
    return Micros.ofDay(query.from());
  }

  private long end() {
    return Micros.ofDay(query.to().plusDays(1));
  }

  private UsageLine line(Record row) {
    String thread = text(row, UsageKey.THREAD);
    String assistant = text(row, UsageKey.ASSISTANT);
    return new UsageLine(
        new UsageGroup(
            day(row),
            text(row, UsageKey.USER),
            thread == null ? null : new ThreadId(thread),
            assistant == null ? null : new AssistantId(assistant),
            text(row, UsageKey.MODEL)),
        sumOf(row, 0),
        new Usage(sumOf(row, 1), sumOf(row, 2), sumOf(row, 3), sumOf(row, 4)));
  }

  private static long sumOf(Record row, int index) {
    return UsageRows.count(row.get(counted(index)));
  }

  private @Nullable LocalDate day(Record row) {
    return query.by().contains(UsageKey.DAY)
        ? Micros.day(row.get(alias(UsageKey.DAY), Long.class))
        : null;
  }

  /** Null also for the empty text, which stands for what is not known. */
  private @Nullable String text(Record row, UsageKey key) {
    String text = query.by().contains(key) ? row.get(alias(key), String.class) : "";
    return text.isEmpty() ? null : text;
  }

  private static Field<?> alias(UsageKey key) {
    return field(name("by_" + Names.name(key)));
  }

  private static Field<BigDecimal> counted(int index) {
    return field(name("sum_" + index), SQLDataType.DECIMAL);
  }
}
