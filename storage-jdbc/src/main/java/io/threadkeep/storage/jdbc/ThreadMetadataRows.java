package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREADS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREAD_METADATA;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;

import io.threadkeep.id.ThreadId;
import io.threadkeep.storage.jdbc.schema.tables.TkThreadMetadata;
import io.threadkeep.storage.jdbc.schema.tables.records.TkThreadMetadataRecord;
import io.threadkeep.thread.ChatThread;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;

/**
 * The pairs of the threads' metadata, one row each, for searching. The thread's own row keeps them
 * as they were given; this table is rewritten with it.
 */
final class ThreadMetadataRows {

  /** At the end of the transaction. */
  void insert(DSLContext sql, ChatThread thread) {
    if (thread.metadata().isEmpty()) {
      return;
    }
    List<TkThreadMetadataRecord> rows =
        thread.metadata().pairs().entrySet().stream().map(pair -> row(thread, pair)).toList();
    LastWrites.add(
        sql, sql.insertInto(TK_THREAD_METADATA, TK_THREAD_METADATA.fields()).valuesOfRecords(rows));
  }

  void replace(DSLContext sql, ChatThread thread) {
    delete(sql, thread.id());
    insert(sql, thread);
  }

  int delete(DSLContext sql, ThreadId thread) {
    return sql.deleteFrom(TK_THREAD_METADATA)
        .where(TK_THREAD_METADATA.THREAD_ID.eq(thread.value()))
        .execute();
  }

  /** That {@code pairs} holds exactly this pair: the hash finds it, the comparison decides. */
  static Condition holds(TkThreadMetadata pairs, String tenant, Map.Entry<String, String> pair) {
    return pairs
        .TENANT
        .eq(tenant)
        .and(pairs.PAIR_HASH.eq(PairHash.of(pair.getKey(), pair.getValue())))
        .and(pairs.META_KEY.eq(pair.getKey()))
        .and(pairs.META_VALUE.eq(pair.getValue()));
  }

  /** That the thread's metadata holds all of {@code wanted}. */
  static Condition threadHolds(Map<String, String> wanted) {
    Condition all = noCondition();
    for (Map.Entry<String, String> pair : wanted.entrySet()) {
      all =
          all.and(
              exists(
                  selectOne()
                      .from(TK_THREAD_METADATA)
                      .where(TK_THREAD_METADATA.THREAD_ID.eq(TK_THREADS.ID))
                      .and(TK_THREAD_METADATA.META_KEY.eq(pair.getKey()))
                      .and(TK_THREAD_METADATA.META_VALUE.eq(pair.getValue()))));
    }
    return all;
  }

  private static TkThreadMetadataRecord row(ChatThread thread, Map.Entry<String, String> pair) {
    return new TkThreadMetadataRecord(
        thread.id().value(),
        pair.getKey(),
        pair.getValue(),
        PairHash.of(pair.getKey(), pair.getValue()),
        thread.owner().tenant(),
        Micros.of(thread.createdAt()));
  }
}
