package io.threadkeep.storage.jdbc;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.storage.jdbc.KeyRows.Operation;
import io.threadkeep.storage.jdbc.KeyRows.Result;
import io.threadkeep.storage.jdbc.Tables.RunTables;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.Purged;
import io.threadkeep.store.ThreadFork;
import io.threadkeep.store.ThreadRecords;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The role of threads, in SQL. */
final class JdbcThreads implements ThreadRecords {
  private final Transactions transactions;
  private final Tables tables;
  private final Purging purging;

  JdbcThreads(Transactions transactions, Tables tables) {
    this.transactions = transactions;
    this.tables = tables;
    this.purging = new Purging(tables);
  }

  @Override
  public ChatThread create(ChatThread thread, @Nullable IdempotencyKey key) {
    return transactions.write(
        "create thread " + thread.id(),
        (sql, attempt) -> {
          if (!attempt.isFirst()) {
            Optional<ChatThread> created = created(sql, thread.owner(), thread.id(), key);
            if (created.isPresent()) {
              return created.get();
            }
          }
          tables.threads().insert(sql, thread);
          insertAround(sql, thread.owner(), thread, key);
          return thread;
        });
  }

  private Optional<ChatThread> created(
      DSLContext sql, Scope scope, ThreadId thread, @Nullable IdempotencyKey key) {
    ThreadId id =
        tables
            .in(scope)
            .keys()
            .find(sql, scope, key, Operation.CREATE)
            .map(Result::thread)
            .orElse(thread);
    return tables.threads().find(sql, scope, id);
  }

  @Override
  public ChatThread fork(Scope scope, ThreadFork fork, @Nullable IdempotencyKey key) {
    ThreadId source = fork.from().source();
    return transactions.write(
        "fork thread " + source,
        (sql, attempt) -> {
          ChatThread before =
              tables
                  .life()
                  .lock(sql, scope, source)
                  .orElseThrow(() -> new NotFoundException("thread", source.value()));
          if (!attempt.isFirst()) {
            Optional<ChatThread> created = created(sql, scope, fork.id(), key);
            if (created.isPresent()) {
              return created.get();
            }
          }
          ChatThread thread = fork.of(before);
          // Not at first: that would cost each fork a look for what there hardly ever is.
          if (attempt.isFirst() || !KeptThreads.bringBack(sql, thread, fork.from())) {
            tables.threads().insert(sql, thread);
          }
          insertAround(sql, scope, thread, key);
          tables.sources().insert(sql, thread.id(), fork.from());
          return thread;
        });
  }

  private void insertAround(
      DSLContext sql, Scope scope, ChatThread thread, @Nullable IdempotencyKey key) {
    tables.threadMetadata().insert(sql, thread);
    tables.in(scope).keys().insert(sql, scope, key, Operation.CREATE, Result.of(thread.id()));
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
                  .life()
                  .replaceMetadata(sql, scope, id, metadata)
                  .orElseThrow(() -> new NotFoundException("thread", id.value()));
          tables.threadMetadata().replace(sql, thread);
          return thread;
        });
  }

  @Override
  public ChatThread archive(Scope scope, ThreadId id) {
    return change("archive thread " + id, id, sql -> tables.life().archive(sql, scope, id));
  }

  @Override
  public ChatThread unarchive(Scope scope, ThreadId id) {
    return change("unarchive thread " + id, id, sql -> tables.life().unarchive(sql, scope, id));
  }

  @Override
  public ChatThread restore(Scope scope, ThreadId id) {
    return transactions.write(
        "restore thread " + id,
        (sql, attempt) ->
            tables
                .life()
                .restore(sql, scope, id)
                .or(
                    () ->
                        attempt == Attempt.PERHAPS_DONE
                            ? tables.threads().find(sql, scope, id)
                            : Optional.empty())
                .orElseThrow(() -> new NotFoundException("thread", id.value())));
  }

  private ChatThread change(
      String what, ThreadId id, Function<DSLContext, Optional<ChatThread>> work) {
    return transactions.write(
        what,
        (sql, attempt) ->
            work.apply(sql).orElseThrow(() -> new NotFoundException("thread", id.value())));
  }

  @Override
  public List<Run> delete(Scope scope, ThreadId id, Duration grace) {
    RunTables runs = tables.runs();
    List<TkRunsRecord> withdrawn =
        transactions.write(
            "delete thread " + id,
            (sql, attempt) -> {
              if (tables.life().bury(sql, scope, id, grace)) {
                tables.keys().deleteAll(sql, id);
                // Their workers write what hangs on them under the runs' locks alone.
                List<String> unended = runs.ofThreads().lockUnended(sql, id);
                return runs.moves().withdraw(sql, unended);
              }
              // Where it was found before, it is gone by ourselves, perhaps purged by now.
              boolean done =
                  attempt == Attempt.PERHAPS_DONE
                      || (grace.isZero() && tables.life().isDue(sql, scope, id));
              if (!done) {
                throw new NotFoundException("thread", id.value());
              }
              return List.of();
            });
    return WithKeys.read(
        "read the runs of thread " + id, () -> TakenRuns.readable(tables, "withdrawn", withdrawn));
  }

  @Override
  public Purged purge(int limit) {
    return transactions.write("purge deleted threads", (sql, attempt) -> purging.in(sql, limit));
  }

  @Override
  public Purged purge(Scope scope, ThreadId id, int limit) {
    return transactions.write(
        "purge thread " + id, (sql, attempt) -> purging.of(sql, ThreadRows.in(scope), id, limit));
  }
}
