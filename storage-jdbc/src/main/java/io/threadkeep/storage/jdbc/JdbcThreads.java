package io.threadkeep.storage.jdbc;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.storage.jdbc.KeyRows.Operation;
import io.threadkeep.storage.jdbc.KeyRows.Result;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.ThreadRecords;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The role of threads, in SQL. */
final class JdbcThreads implements ThreadRecords {
  private final Transactions transactions;
  private final Tables tables;

  JdbcThreads(Transactions transactions, Tables tables) {
    this.transactions = transactions;
    this.tables = tables;
  }

  @Override
  public ChatThread create(ChatThread thread, @Nullable IdempotencyKey key) {
    return transactions.write(
        "create thread " + thread.id(),
        (sql, attempt) -> {
          if (!attempt.isFirst()) {
            Optional<ChatThread> created = created(sql, thread, key);
            if (created.isPresent()) {
              return created.get();
            }
          }
          tables.threads().insert(sql, thread);
          tables.threadMetadata().insert(sql, thread);
          tables.keys().insert(sql, thread.owner(), key, Operation.CREATE, Result.of(thread.id()));
          return thread;
        });
  }

  private Optional<ChatThread> created(
      DSLContext sql, ChatThread thread, @Nullable IdempotencyKey key) {
    ThreadId id =
        tables
            .keys()
            .find(sql, thread.owner(), key, Operation.CREATE)
            .map(Result::thread)
            .orElse(thread.id());
    return tables.threads().find(sql, thread.owner(), id);
  }

  @Override
  public Optional<ChatThread> find(Scope scope, ThreadId id) {
    return transactions.read("find thread " + id, sql -> tables.threads().find(sql, scope, id));
  }

  @Override
  public Page<ChatThread> list(Scope scope, ThreadQuery query, PageRequest page) {
    List<ChatThread> threads =
        transactions.read("list threads", sql -> tables.threads().page(sql, scope, query, page));
    return Page.of(page, threads, thread -> thread.id().value());
  }

  @Override
  public ChatThread replaceMetadata(Scope scope, ThreadId id, Metadata metadata) {
    return transactions.write(
        "replace the metadata of thread " + id,
        (sql, attempt) -> {
          ChatThread thread =
              tables
                  .threads()
                  .replaceMetadata(sql, scope, id, metadata)
                  .orElseThrow(() -> new NotFoundException("thread", id.value()));
          tables.threadMetadata().replace(sql, thread);
          return thread;
        });
  }

  @Override
  public void delete(Scope scope, ThreadId id) {
    transactions.write(
        "delete thread " + id,
        (sql, attempt) -> {
          boolean deleted = tables.threads().delete(sql, scope, id);
          if (!deleted && attempt != Attempt.PERHAPS_DONE) {
            throw new NotFoundException("thread", id.value());
          }
          if (deleted) {
            // Their workers write what hangs on them under the runs' locks alone.
            tables.runs().rows().lockAll(sql, id);
            tables.runs().calls().deleteAll(sql, id);
            tables.runs().steps().deleteAll(sql, id);
            tables.runs().events().deleteAll(sql, id);
            tables.runs().rows().deleteAll(sql, id);
            tables.messages().deleteAll(sql, id);
            tables.threadMetadata().delete(sql, id);
            tables.keys().deleteAll(sql, id);
          }
          return deleted;
        });
  }
}
