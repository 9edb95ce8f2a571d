package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREADS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREAD_METADATA;
import static org.jooq.impl.DSL.noCondition;

import io.threadkeep.id.Scope;
import io.threadkeep.page.PageRequest;
import io.threadkeep.storage.jdbc.schema.tables.TkThreadMetadata;
import io.threadkeep.storage.jdbc.schema.tables.records.TkThreadsRecord;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.thread.ThreadState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;

/**
 * Finds threads, along whichever index narrows most: a user's threads are few, so that their
 * metadata is looked at one by one; without a user, the first pair leads.
 */
final class ThreadSearch {
  private static final TkThreadMetadata LEADING = TK_THREAD_METADATA.as("leading_pair");

  /** Along a tenant's threads in one state. */
  static final Keyset<TkThreadsRecord> OF_TENANT =
      Keyset.of(
          TK_THREADS, TK_THREADS.CREATED_AT, TK_THREADS.ID, TK_THREADS.TENANT, TK_THREADS.STATE);

  /** Along a user's threads in one state. */
  static final Keyset<TkThreadsRecord> OF_USER =
      Keyset.of(
          TK_THREADS,
          TK_THREADS.CREATED_AT,
          TK_THREADS.ID,
          TK_THREADS.TENANT,
          TK_THREADS.USER_ID,
          TK_THREADS.STATE);

  private static final Keyset<TkThreadsRecord> OF_PAIR =
      new Keyset<>(
          TK_THREADS,
          TK_THREADS.join(LEADING).on(LEADING.THREAD_ID.eq(TK_THREADS.ID)),
          LEADING.CREATED_AT,
          LEADING.THREAD_ID,
          List.of(LEADING.TENANT, LEADING.PAIR_HASH));

  private ThreadSearch() {}

  static List<TkThreadsRecord> fetch(
      DSLContext sql,
      Dialect dialect,
      DatabaseClock clock,
      Scope scope,
      ThreadQuery query,
      PageRequest page) {
    boolean ofDeleted = query.state() == ThreadState.DELETED;
    Condition shown = ofDeleted ? ThreadRows.in(scope) : ThreadRows.found(scope);
    Keyset.Key after = OF_TENANT.start(sql, "thread", shown, page);
    Condition inGrace = ofDeleted ? TK_THREADS.PURGE_AT.gt(clock.now()) : noCondition();
    return select(sql, dialect, scope, query, page, after, inGrace).fetch();
  }

  static ResultQuery<TkThreadsRecord> select(
      DSLContext sql,
      Dialect dialect,
      Scope scope,
      ThreadQuery query,
      PageRequest page,
      Keyset.@Nullable Key after,
      Condition those) {
    Condition where = ThreadRows.in(scope).and(ThreadRows.is(query.state())).and(those);
    if (query.user() != null) {
      where = where.and(TK_THREADS.USER_ID.eq(query.user()));
    }
    if (scope.user() != null || query.user() != null) {
      where = where.and(ThreadMetadataRows.threadHolds(query.metadata().pairs()));
      return OF_USER.select(sql, dialect, where, page, after);
    }
    if (query.metadata().isEmpty()) {
      return OF_TENANT.select(sql, dialect, where, page, after);
    }
    Map<String, String> others = new LinkedHashMap<>(query.metadata().pairs());
    Map.Entry<String, String> leading = others.entrySet().iterator().next();
    where = where.and(ThreadMetadataRows.holds(LEADING, scope.tenant(), leading));
    others.remove(leading.getKey());
    where = where.and(ThreadMetadataRows.threadHolds(others));
    return OF_PAIR.select(sql, dialect, where, page, after);
  }
}
