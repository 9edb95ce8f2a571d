package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREADS;
import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;

import io.threadkeep.id.ThreadId;
import io.threadkeep.retention.RetentionAction;
import io.threadkeep.retention.RetentionCondition;
import io.threadkeep.retention.RetentionRule;
import io.threadkeep.retention.RuleCount;
import io.threadkeep.store.RetentionBatch;
import io.threadkeep.store.RetentionStep;
import io.threadkeep.thread.ThreadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.CaseConditionStep;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;

/**
 * One batch of a pass over all threads, along the primary key.
 *
 * <p>It looks first and locks then, and only what a rule fits: a walk holds nobody up. What it has
 * locked is judged again, and its runs are looked at by another statement, which sees what was
 * committed until the lock was there.
 */
final class RetentionWalk {
  private final Tables tables;
  private final Dialect dialect;
  private final DatabaseClock clock;

  RetentionWalk(Tables tables, Dialect dialect, DatabaseClock clock) {
    this.tables = tables;
    this.dialect = dialect;
    this.clock = clock;
  }

  /** What there is to do with some threads. */
  @FunctionalInterface
  private interface Application {
    /** How many it was done with. */
    int on(RetentionRule rule, List<String> threads);
  }

  RetentionBatch look(DSLContext sql, RetentionStep step) {
    return walk(
        sql,
        step,
        (rule, threads) ->
            threads.size() - tables.runs().ofThreads().busy(sql, threads, false).size());
  }

  RetentionBatch apply(DSLContext sql, RetentionStep step) {
    return walk(sql, step, (rule, threads) -> apply(sql, rule, threads));
  }

  private RetentionBatch walk(DSLContext sql, RetentionStep step, Application application) {
    List<String> ids = next(sql, step).fetch(row -> row.value1());
    if (ids.isEmpty()) {
      return new RetentionBatch(null, 0, Map.of(), false);
    }
    String last = ids.get(ids.size() - 1);
    Map<String, RuleCount> counts = new LinkedHashMap<>();
    fitting(sql, step, last)
        .forEach(
            (rule, threads) -> {
              int done = application.on(rule, threads);
              counts.put(rule.name(), new RuleCount(threads.size(), done, threads.size() - done));
            });
    return new RetentionBatch(new ThreadId(last), ids.size(), counts, ids.size() == step.limit());
  }

  /** Bounds the batch, whatever the rules fit. */
  Select<Record1<String>> next(DSLContext sql, RetentionStep step) {
    return sql.select(TK_THREADS.ID)
        .from(TK_THREADS)
        .where(behind(step))
        .orderBy(TK_THREADS.ID)
        .limit(inline(step.limit()));
  }

  private static Condition behind(RetentionStep step) {
    ThreadId after = step.after();
    return TK_THREADS.ID.gt(after == null ? "" : after.value());
  }

  private Map<RetentionRule, List<String>> fitting(
      DSLContext sql, RetentionStep step, String last) {
    List<RetentionRule> rules = step.rules();
    CaseConditionStep<Integer> first = case_().when(fits(rules.get(0)), inline(0));
    for (int i = 1; i < rules.size(); i++) {
      first = first.when(fits(rules.get(i)), inline(i));
    }
    Field<Integer> rule = first.otherwise(inline(-1)).as("fitting_rule");
    Map<RetentionRule, List<String>> fitting = new LinkedHashMap<>();
    sql.select(TK_THREADS.ID, rule)
        .from(TK_THREADS)
        .where(behind(step))
        .and(TK_THREADS.ID.le(last))
        .and(TK_THREADS.STATE.ne(Names.name(ThreadState.DELETED)))
        .orderBy(TK_THREADS.ID)
        .fetch()
        .forEach(
            row -> {
              if (row.value2() >= 0) {
                fitting
                    .computeIfAbsent(rules.get(row.value2()), none -> new ArrayList<>())
                    .add(row.value1());
              }
            });
    return fitting;
  }

  private int apply(DSLContext sql, RetentionRule rule, List<String> threads) {
    List<String> locked =
        new ArrayList<>(
            sql.select(TK_THREADS.ID)
                .from(TK_THREADS)
                .where(TK_THREADS.ID.in(threads))
                .and(fits(rule))
                .orderBy(TK_THREADS.ID)
                .forUpdate()
                .skipLocked()
                .fetch(TK_THREADS.ID));
    if (!locked.isEmpty()) {
      Set<String> busy = tables.runs().ofThreads().busy(sql, locked, true);
      locked.removeAll(busy);
    }
    if (locked.isEmpty()) {
      return 0;
    }
    return rule.action() == RetentionAction.ARCHIVE
        ? tables.life().archive(sql, locked)
        : delete(sql, rule, locked);
  }

  private int delete(DSLContext sql, RetentionRule rule, Collection<String> threads) {
    int deleted = tables.life().bury(sql, threads, rule.grace());
    tables.keys().deleteAll(sql, threads);
    return deleted;
  }

  private Condition fits(RetentionRule rule) {
    RetentionCondition wanted = rule.condition();
    Field<String> state = dialect.guard(TK_THREADS.STATE);
    Condition fits =
        rule.action() == RetentionAction.ARCHIVE
            ? state.eq(Names.name(ThreadState.ACTIVE))
            : state.ne(Names.name(ThreadState.DELETED));
    if (!wanted.olderThan().isZero() || !wanted.idle().isZero()) {
      // Where an older version has left active_at out, creation stands for it.
      Field<Long> created = clock.before(longer(wanted));
      fits = fits.and(TK_THREADS.CREATED_AT.le(created));
    }
    if (!wanted.idle().isZero()) {
      fits = fits.and(TK_THREADS.ACTIVE_AT.le(clock.before(wanted.idle())));
    }
    fits =
        fits.and(
            wanted.messagesAtLeast() == 0
                ? noCondition()
                : TK_THREADS.MESSAGE_COUNT.ge(wanted.messagesAtLeast()));
    fits =
        fits.and(
            wanted.messagesAtMost() == Long.MAX_VALUE
                ? noCondition()
                : TK_THREADS.MESSAGE_COUNT.le(wanted.messagesAtMost()));
    String tenant = wanted.tenant();
    return fits.and(tenant == null ? noCondition() : TK_THREADS.TENANT.eq(tenant))
        .and(ThreadMetadataRows.threadHolds(wanted.metadata().pairs()));
  }

  private static Duration longer(RetentionCondition wanted) {
    return wanted.olderThan().compareTo(wanted.idle()) > 0 ? wanted.olderThan() : wanted.idle();
  }
}
