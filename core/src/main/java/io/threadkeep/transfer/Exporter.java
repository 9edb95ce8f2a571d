package io.threadkeep.transfer;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes threads of one scope to a file: with messages, ended runs, their steps, and the assistants
 * that these name.
 *
 * <p>Of a thread that is written to meanwhile, the log goes out as it was when its turn came. The
 * stream is flushed and stays open. Memory does not depend on the number or length of threads.
 */
public final class Exporter {
  private final ThreadStore store;
  private final InstantSource clock;
  private final Scope scope;

  public Exporter(ThreadStore store, InstantSource clock, Scope scope) {
    this.store = store;
    this.clock = clock;
    this.scope = scope;
  }

  /**
   * @throws NotFoundException if the scope has no such thread; nothing is written
   */
  public ExportReport export(ThreadId id, OutputStream to, TransferWatch watch) throws IOException {
    ChatThread thread =
        store
            .threads()
            .find(scope, id)
            .orElseThrow(() -> new NotFoundException("thread", id.value()));
    Iterator<ChatThread> one = List.of(thread).iterator();
    return export(() -> one.hasNext() ? one.next() : null, to, watch);
  }

  /**
   * Threads by creation, active and archived ones, or the archived alone if the query is for them;
   * those that begin while it is written come in too.
   *
   * @throws io.threadkeep.error.InvalidInputException if the query is for deleted threads
   */
  public ExportReport export(ThreadQuery query, OutputStream to, TransferWatch watch)
      throws IOException {
    return export(new ThreadWalk(store.threads(), scope, query)::next, to, watch);
  }

  /**
   * As {@link #export(ThreadQuery, OutputStream, TransferWatch)}, of the threads behind {@code
   * after}: to go on from {@link ExportReport#last}.
   *
   * @throws NotFoundException if the scope has no such thread; nothing is written
   */
  public ExportReport export(
      ThreadQuery query, ThreadId after, OutputStream to, TransferWatch watch) throws IOException {
    return export(new ThreadWalk(store.threads(), scope, query).after(after)::next, to, watch);
  }

  private ExportReport export(
      Supplier<@Nullable ChatThread> threads, OutputStream to, TransferWatch watch)
      throws IOException {
    LineWriter out = new LineWriter(to);
    Pace pace = new Pace(watch, out::bytes);
    ThreadExport export = new ThreadExport(store, scope, out, pace);
    out.writeApart(Line.Header.now(clock.instant(), scope));
    for (ChatThread thread = threads.get(); thread != null; thread = threads.get()) {
      export.write(thread.id());
      if (pace.isStopped()) {
        break;
      }
    }
    if (!pace.isStopped()) {
      out.writeApart(new Line.End(export.written()));
    }
    out.flush();
    return export.report(!pace.isStopped());
  }
}
