package io.threadkeep.storage.jdbc;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import java.util.List;
import org.jooq.DSLContext;

/**
 * The transaction that takes the words of a message, and what was derived from them.
 *
 * <p>It has the locks of all threads that read the message. Whoever notes its words or keeps a
 * summary of it has one of them too, and looks again under it at what they were made of: so nothing
 * comes back that was read before.
 */
final class Withdrawing {
  private final Tables tables;

  Withdrawing(Tables tables) {
    this.tables = tables;
  }

  Message in(DSLContext sql, Scope scope, ThreadId thread, MessageDraft left) {
    NotFoundException missing = new NotFoundException("message", left.id().value());
    LogReading logs = tables.logs();
    Message found = logs.stored(sql, scope, thread, left.id()).orElseThrow(() -> missing);
    List<ThreadId> readers = tables.sources().lockReaders(sql, found);
    // By now it may be gone with its thread.
    Message said = logs.lock(sql, scope, thread, left.id()).orElseThrow(() -> missing);
    if (said.content().equals(left.body().content())) {
      return LogReading.in(thread, said);
    }
    Message changed = new Message(said.threadId(), said.position(), left);
    forgetEvents(sql, said);
    tables.search().words().delete(sql, List.of(left.id().value()));
    tables.summaries().deleteOf(sql, readers, said.position());
    tables.messages().replace(sql, changed);
    return LogReading.in(thread, changed);
  }

  /** Of the run that wrote it, in its own thread: what came from elsewhere may name any. */
  private void forgetEvents(DSLContext sql, Message said) {
    RunId author = said.origin().runId();
    TkRunsRecord run = author == null ? null : tables.runs().rows().state(sql, author).orElse(null);
    if (author == null || run == null || !run.getThreadId().equals(said.threadId().value())) {
      return;
    }
    if (!RunRow.status(run).isFinal()) {
      throw ActiveRunException.wrote(said.id(), said.threadId(), author);
    }
    tables.runs().events().delete(sql, List.of(author.value()));
  }
}
