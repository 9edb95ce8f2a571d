package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_MESSAGES;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREADS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREAD_SOURCES;

import io.threadkeep.id.MessageId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Record3;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Which threads have a message in their logs. One that nobody has costs one look at a key. */
final class HolderRows {

  private HolderRows() {}

  /** The one whose row it is or, where that is not found, a fork that reads it. */
  static Optional<ThreadId> find(DSLContext sql, Scope scope, MessageId id) {
    Record3<String, Long, @Nullable String> row = row(sql, scope, id).fetchOne();
    if (row == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(row.value3())
        .or(() -> reader(sql, scope, row.value1(), row.value2()).fetchOptional(Record1::value1))
        .map(ThreadId::new);
  }

  /** Whose row it is and at which position; once more whose, if that is found. */
  static ResultQuery<Record3<String, Long, @Nullable String>> row(
      DSLContext sql, Scope scope, MessageId id) {
    return sql.select(TK_MESSAGES.THREAD_ID, TK_MESSAGES.POSITION, TK_THREADS.ID)
        .from(TK_MESSAGES)
        .leftJoin(TK_THREADS)
        .on(TK_THREADS.ID.eq(TK_MESSAGES.THREAD_ID).and(ThreadRows.found(scope)))
        .where(TK_MESSAGES.ID.eq(id.value()));
  }

  static ResultQuery<Record1<String>> reader(
      DSLContext sql, Scope scope, String source, long position) {
    return sql.select(TK_THREAD_SOURCES.THREAD_ID)
        .from(TK_THREAD_SOURCES)
        .join(TK_THREADS)
        .on(TK_THREADS.ID.eq(TK_THREAD_SOURCES.THREAD_ID).and(ThreadRows.found(scope)))
        .where(TK_THREAD_SOURCES.SOURCE_ID.eq(source))
        .and(TK_THREAD_SOURCES.TO_POSITION.ge(position))
        .orderBy(
            TK_THREAD_SOURCES.SOURCE_ID, TK_THREAD_SOURCES.TO_POSITION, TK_THREAD_SOURCES.THREAD_ID)
        .limit(DSL.inline(1));
  }
}
