package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREADS;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.page.PageRequest;
import io.threadkeep.storage.jdbc.schema.tables.records.TkThreadsRecord;
import io.threadkeep.thread.ThreadState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Up to where the words of each thread have been noted. */
final class UnreadThreads {
  /**
   * A thread whose words may be noted: the messages behind {@code noted}, up to {@code kept}.
   *
   * @param kept where it is deleted, up to where forks read it: the rest may be purged by now
   */
  record Room(long noted, long kept) {}

  private final Dialect dialect;

  UnreadThreads(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Threads in {@code state} with messages beyond that, newest first, behind {@code after}. */
  ResultQuery<TkThreadsRecord> select(
      DSLContext sql,
      Scope within,
      @Nullable ThreadId thread,
      ThreadState state,
      PageRequest page,
      Keyset.@Nullable Key after) {
    Condition where =
        ThreadRows.in(within)
            .and(ThreadRows.is(state))
            .and(TK_THREADS.WORDS_END.lt(TK_THREADS.MESSAGE_COUNT))
            .and(thread == null ? DSL.noCondition() : TK_THREADS.ID.eq(thread.value()));
    return (within.user() == null ? ThreadSearch.OF_TENANT : ThreadSearch.OF_USER)
        .select(sql, dialect, where, page, after);
  }

  /** Threads that are there or kept for forks, by their ids. */
  Map<String, TkThreadsRecord> find(DSLContext sql, Scope within, Collection<String> threads) {
    return sql.selectFrom(TK_THREADS)
        .where(TK_THREADS.ID.in(threads))
        .and(ThreadRows.in(within))
        .fetchMap(TK_THREADS.ID);
  }

  /**
   * Locks those of {@code threads} whose rows are still there, if only for their forks, the
   * youngest first, as all do that lock several.
   */
  Map<String, Room> lock(DSLContext sql, Scope within, Collection<String> threads) {
    var locked =
        sql.select(TK_THREADS.ID, TK_THREADS.WORDS_END, TK_THREADS.STATE)
            .from(TK_THREADS)
            .where(TK_THREADS.ID.in(threads))
            .and(ThreadRows.in(within))
            .orderBy(TK_THREADS.ID.desc())
            .forUpdate()
            .fetch();
    String deleted = Names.name(ThreadState.DELETED);
    List<String> gone =
        locked.stream()
            .filter(row -> row.value3().equals(deleted))
            .map(row -> row.value1())
            .toList();
    // Under their locks: a fork that ends waits for them, and whoever purges them.
    Map<String, Long> read = gone.isEmpty() ? Map.of() : SourceRows.readUpTo(sql, gone);
    Map<String, Room> rooms = new LinkedHashMap<>();
    locked.forEach(
        row -> {
          String id = row.value1();
          long kept = row.value3().equals(deleted) ? read.getOrDefault(id, 0L) : Long.MAX_VALUE;
          rooms.put(id, new Room(row.value2(), kept));
        });
    return rooms;
  }

  /** Moves ends of threads that are locked. */
  void advance(DSLContext sql, Map<String, Long> ends) {
    if (!ends.isEmpty()) {
      sql.update(TK_THREADS)
          .set(
              TK_THREADS.WORDS_END,
              DSL.case_(TK_THREADS.ID).mapValues(ends).else_(TK_THREADS.WORDS_END))
          .where(TK_THREADS.ID.in(ends.keySet()))
          .execute();
    }
  }
}
