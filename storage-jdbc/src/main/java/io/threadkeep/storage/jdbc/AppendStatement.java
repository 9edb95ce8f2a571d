package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREADS;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.storage.jdbc.KeyRows.Operation;
import io.threadkeep.storage.jdbc.KeyRows.Result;
import io.threadkeep.store.IdempotencyKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.CommonTableExpression;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Appends messages to a thread, as one statement; nothing if the thread is not in scope. */
record AppendStatement(
    Tables tables,
    Scope scope,
    ThreadId thread,
    List<MessageDraft> drafts,
    @Nullable IdempotencyKey key)
    implements OneStatement<List<Message>> {

  @Override
  public boolean fits() {
    return !drafts.isEmpty() && drafts.size() <= MessageRows.CHUNK;
  }

  @Override
  public Optional<List<Message>> in(DSLContext sql) {
    CommonTableExpression<Record> entered =
        tables.threads().extending(scope, thread, drafts.size());
    List<CommonTableExpression<?>> parts = new ArrayList<>();
    parts.add(entered);
    parts.add(tables.messages().inserting(entered, thread.value(), drafts));
    if (key != null) {
      parts.add(
          tables
              .keys()
              .inserting(
                  entered, scope, key, Operation.APPEND, Result.of(thread, 0, drafts.size())));
    }
    return sql.with(parts)
        .selectFrom(entered)
        .fetchOptional(row -> MessageRows.at(thread, row.get(TK_THREADS.MESSAGE_COUNT), drafts));
  }
}
