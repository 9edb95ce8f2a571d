package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_USAGE;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.when;

import io.threadkeep.id.Scope;
import io.threadkeep.run.Usage;
import io.threadkeep.storage.jdbc.schema.tables.records.TkUsageRecord;
import io.threadkeep.usage.UsageEntry;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** The ledger of what has no run. Its rows are locked in the order of their keys. */
final class UsageRows {
  /** When the UTC day of a run began. */
  static final Field<Long> RUN_DAY =
      TK_RUNS.CREATED_AT.minus(TK_RUNS.CREATED_AT.mod(inline(Micros.DAY)));

  /** What is added up, in both tables; the first is how many runs. */
  static final List<Field<Long>> OF_RUNS =
      List.of(
          inline(1L),
          TK_RUNS.PROMPT_TOKENS,
          TK_RUNS.COMPLETION_TOKENS,
          TK_RUNS.CACHED_TOKENS,
          TK_RUNS.REASONING_TOKENS);

  static final List<Field<Long>> OF_LEDGER =
      List.of(
          TK_USAGE.RUNS,
          TK_USAGE.PROMPT_TOKENS,
          TK_USAGE.COMPLETION_TOKENS,
          TK_USAGE.CACHED_TOKENS,
          TK_USAGE.REASONING_TOKENS);

  /** What stands in {@code entry} for all that was added up. */
  private static final String ADDED_UP = "";

  private static final Comparator<TkUsageRecord> BY_KEY =
      Comparator.comparing(TkUsageRecord::getTenant)
          .thenComparing(TkUsageRecord::getUserId)
          .thenComparing(TkUsageRecord::getUsageDay)
          .thenComparing(TkUsageRecord::getAssistantId)
          .thenComparing(TkUsageRecord::getModel)
          .thenComparing(TkUsageRecord::getEntry);

  /**
   * Notes what runs have used, in the transaction that removes their rows. They have ended, and are
   * locked with their thread: nobody adds to them any more.
   */
  void keep(DSLContext sql, List<String> runs) {
    List<Field<?>> keys =
        List.of(TK_RUNS.TENANT, TK_RUNS.USER_ID, RUN_DAY, TK_RUNS.ASSISTANT_ID, TK_RUNS.MODEL);
    List<TkUsageRecord> used =
        sql.select(keys)
            .select(OF_RUNS.stream().map(DSL::sum).toList())
            .from(TK_RUNS)
            .where(TK_RUNS.ID.in(runs))
            .groupBy(keys)
            .fetch(
                row ->
                    new TkUsageRecord(
                        row.get(TK_RUNS.TENANT),
                        row.get(TK_RUNS.USER_ID),
                        row.get(RUN_DAY),
                        row.get(TK_RUNS.ASSISTANT_ID),
                        row.get(TK_RUNS.MODEL),
                        ADDED_UP,
                        count(row.get(keys.size(), BigDecimal.class)),
                        count(row.get(keys.size() + 1, BigDecimal.class)),
                        count(row.get(keys.size() + 2, BigDecimal.class)),
                        count(row.get(keys.size() + 3, BigDecimal.class)),
                        count(row.get(keys.size() + 4, BigDecimal.class))));
    addUp(sql, used);
  }

  /** No sum of what somebody says was used is to stand in the way of a removal. */
  static long count(BigDecimal sum) {
    return sum.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
  }

  /** Whether the ledger has {@code entry}. */
  boolean has(DSLContext sql, UsageEntry entry) {
    return sql.fetchExists(TK_USAGE, at(row(entry)));
  }

  void insert(DSLContext sql, UsageEntry entry) {
    sql.insertInto(TK_USAGE).set(row(entry)).execute();
  }

  /** Takes a user's name off, or removes all that a whole tenant has used. */
  void erase(DSLContext sql, Scope scope) {
    if (scope.user() == null) {
      sql.deleteFrom(TK_USAGE).where(in(scope)).execute();
    } else {
      anonymise(sql, scope);
    }
  }

  boolean hasAny(DSLContext sql, Scope scope) {
    return sql.fetchExists(TK_USAGE, in(scope));
  }

  private static Condition in(Scope scope) {
    return ScopeCondition.of(TK_USAGE.TENANT, TK_USAGE.USER_ID, scope);
  }

  /** Adds what is the user's to what is nobody's. */
  private static void anonymise(DSLContext sql, Scope user) {
    List<TkUsageRecord> theirs =
        sql.deleteFrom(TK_USAGE)
            .where(TK_USAGE.TENANT.eq(user.tenant()))
            .and(TK_USAGE.USER_ID.eq(ScopeCondition.user(user)))
            .returning()
            .fetch();
    for (TkUsageRecord row : theirs) {
      row.setUserId(ScopeCondition.user(Scope.tenant(user.tenant())));
      row.setEntry(ADDED_UP);
    }
    addUp(sql, theirs);
  }

  private static void addUp(DSLContext sql, Collection<TkUsageRecord> rows) {
    Map<TkUsageRecord, TkUsageRecord> sums = new TreeMap<>(BY_KEY);
    rows.forEach(row -> sums.merge(row, row, UsageRows::plus));
    for (TkUsageRecord row : sums.values()) {
      var more = sql.update(TK_USAGE).set(TK_USAGE.RUNS, TK_USAGE.RUNS.plus(row.getRuns()));
      for (Field<Long> counted : OF_LEDGER.subList(1, OF_LEDGER.size())) {
        more = more.set(counted, plus(counted, row.get(counted)));
      }
      if (more.where(at(row)).execute() == 0) {
        sql.insertInto(TK_USAGE).set(row).execute();
      }
    }
  }

  private static Field<Long> plus(Field<Long> counted, long more) {
    return when(counted.gt(Long.MAX_VALUE - more), Long.MAX_VALUE).otherwise(counted.plus(more));
  }

  private static TkUsageRecord plus(TkUsageRecord one, TkUsageRecord other) {
    Usage used = usage(one).plus(usage(other));
    TkUsageRecord sum = one.into(TK_USAGE);
    sum.setRuns(one.getRuns() + other.getRuns());
    sum.setPromptTokens(used.promptTokens());
    sum.setCompletionTokens(used.completionTokens());
    sum.setCachedTokens(used.cachedTokens());
    sum.setReasoningTokens(used.reasoningTokens());
    return sum;
  }

  private static Usage usage(TkUsageRecord row) {
    return new Usage(
        row.getPromptTokens(),
        row.getCompletionTokens(),
        row.getCachedTokens(),
        row.getReasoningTokens());
  }

  private static Condition at(TkUsageRecord key) {
    return TK_USAGE
        .TENANT
        .eq(key.getTenant())
        .and(TK_USAGE.USER_ID.eq(key.getUserId()))
        .and(TK_USAGE.USAGE_DAY.eq(key.getUsageDay()))
        .and(TK_USAGE.ASSISTANT_ID.eq(key.getAssistantId()))
        .and(TK_USAGE.MODEL.eq(key.getModel()))
        .and(TK_USAGE.ENTRY.eq(key.getEntry()));
  }

  private static TkUsageRecord row(UsageEntry entry) {
    return new TkUsageRecord(
        entry.owner().tenant(),
        ScopeCondition.user(entry.owner()),
        Micros.ofDay(entry.day()),
        entry.assistant() == null ? "" : entry.assistant().value(),
        entry.model(),
        entry.id(),
        0L,
        entry.usage().promptTokens(),
        entry.usage().completionTokens(),
        entry.usage().cachedTokens(),
        entry.usage().reasoningTokens());
  }
}
