package io.threadkeep.storage.jdbc;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.Order;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.storage.jdbc.KeyRows.Operation;
import io.threadkeep.storage.jdbc.KeyRows.Result;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.LogPart;
import io.threadkeep.store.MessageLog;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The role of the log, in SQL. */
final class JdbcMessageLog implements MessageLog {
  private final Transactions transactions;
  private final Tables all;

  JdbcMessageLog(Transactions transactions, Tables all) {
    this.transactions = transactions;
    this.all = all;
  }

  @Override
  public List<Message> append(
      Scope scope, ThreadId thread, List<MessageDraft> drafts, @Nullable IdempotencyKey key) {
    Tables tables = all.in(scope);
    return transactions.write(
        "append to thread " + thread,
        new AppendStatement(tables, scope, thread, drafts, key),
        (sql, attempt) -> {
          if (!attempt.isFirst()) {
            Optional<List<Message>> appended = appended(sql, tables, scope, thread, drafts, key);
            if (appended.isPresent()) {
              return appended.get();
            }
          }
          long end = extend(sql, scope, thread, drafts.size());
          List<Message> messages = tables.messages().insert(sql, thread, end, drafts);
          tables
              .keys()
              .insert(sql, scope, key, Operation.APPEND, Result.of(thread, end, drafts.size()));
          return messages;
        });
  }

  private static Optional<List<Message>> appended(
      DSLContext sql,
      Tables tables,
      Scope scope,
      ThreadId thread,
      List<MessageDraft> drafts,
      @Nullable IdempotencyKey key) {
    tables.threads().require(sql, scope, thread);
    return byKey(sql, tables, scope, key).or(() -> tables.messages().findAll(sql, thread, drafts));
  }

  private static Optional<List<Message>> byKey(
      DSLContext sql, Tables tables, Scope scope, @Nullable IdempotencyKey key) {
    return tables
        .keys()
        .find(sql, scope, key, Operation.APPEND)
        .map(used -> tables.messages().range(sql, used.thread(), used.end(), used.count()));
  }

  @Override
  public Optional<List<Message>> appended(Scope scope, IdempotencyKey key) {
    Tables tables = all.in(scope);
    return transactions.read(
        "find what was appended with a key", sql -> byKey(sql, tables, scope, key));
  }

  @Override
  public boolean restore(Scope scope, LogPart part) {
    Tables tables = all.in(scope);
    ThreadId thread = part.threadId();
    return transactions.write(
        "restore messages of thread " + thread,
        (sql, attempt) -> {
          long end = extend(sql, scope, thread, 0);
          if (end >= part.first()) {
            int size = part.messages().size();
            return tables
                .logs()
                .read(sql, scope, thread, Order.OLDEST_FIRST, part.first() - 1, size)
                .filter(part.messages()::equals)
                .isPresent();
          }
          boolean fits = end == part.first() - 1;
          if (fits) {
            tables.life().lengthen(sql, part);
            tables.messages().insert(sql, thread, end + part.messages().size(), part.drafts());
          }
          return fits;
        });
  }

  private long extend(DSLContext sql, Scope scope, ThreadId thread, int messages) {
    return all.threads()
        .extend(sql, scope, thread, messages)
        .orElseThrow(() -> new NotFoundException("thread", thread.value()))
        .end();
  }

  @Override
  public Optional<Message> find(Scope scope, ThreadId thread, MessageId id) {
    return transactions.read(
        "find message " + id, sql -> all.in(scope).logs().find(sql, scope, thread, id));
  }

  @Override
  public Message replaceMetadata(Scope scope, ThreadId thread, MessageId id, Metadata metadata) {
    Tables tables = all.in(scope);
    return transactions.write(
        "replace the metadata of message " + id,
        (sql, attempt) -> {
          Message stored =
              tables
                  .logs()
                  .lock(sql, scope, thread, id)
                  .orElseThrow(() -> new NotFoundException("message", id.value()));
          Message changed =
              new Message(
                  stored.threadId(), stored.position(), stored.draft().withMetadata(metadata));
          tables.messages().replace(sql, changed);
          return LogReading.in(thread, changed);
        });
  }

  @Override
  public Message withdraw(Scope scope, ThreadId thread, MessageDraft left) {
    Withdrawing withdrawing = new Withdrawing(all.in(scope));
    return transactions.write(
        "withdraw message " + left.id(),
        (sql, attempt) -> withdrawing.in(sql, scope, thread, left));
  }

  @Override
  public Optional<ThreadId> holder(Scope scope, MessageId id) {
    return transactions.read(
        "find who holds message " + id, sql -> HolderRows.find(sql, scope, id));
  }

  @Override
  public Page<Message> list(Scope scope, ThreadId thread, PageRequest page) {
    LogReading log = all.in(scope).logs();
    List<Message> messages =
        transactions.read(
            "list the messages of thread " + thread, sql -> log.page(sql, scope, thread, page));
    return Page.of(page, messages, message -> message.id().value());
  }

  @Override
  public List<Message> before(Scope scope, ThreadId thread, long position, int limit) {
    LogReading log = all.in(scope).logs();
    return transactions.read(
        "read a window of thread " + thread,
        sql -> log.before(sql, scope, thread, position, limit));
  }
}
