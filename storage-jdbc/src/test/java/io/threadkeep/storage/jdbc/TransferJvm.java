package io.threadkeep.storage.jdbc;

import io.threadkeep.context.TokenCounter;
import io.threadkeep.id.Scope;
import io.threadkeep.internal.time.SystemTime;
import io.threadkeep.kit.LogFixture;
import io.threadkeep.kit.Samples;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.store.LogPart;
import io.threadkeep.store.ThreadFork;
import io.threadkeep.store.ThreadRecords;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.thread.ThreadState;
import io.threadkeep.transfer.AssistantsImporter;
import io.threadkeep.transfer.Exporter;
import io.threadkeep.transfer.ImportReport;
import io.threadkeep.transfer.Importer;
import io.threadkeep.transfer.ThreadOwners;
import io.threadkeep.transfer.TransferProgress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A JVM that does one thing with a file of threads, and says how far it is. */
final class TransferJvm {
  private static final Scope TENANT = Scope.tenant("acme");

  private final PrintStream out;

  TransferJvm(PrintStream out) {
    this.out = out;
  }

  /**
   * @param arguments of the database, then what to do, one after the other: {@code fill:messages},
   *     {@code export:file}, {@code import:file}, {@code saved:file}
   */
  public static void main(String[] arguments) throws IOException {
    new TransferJvm(System.out).run(arguments);
  }

  void run(String... arguments) throws IOException {
    try (ThreadStore store = JdbcThreadStore.open(ChildJvm.address(arguments).options())) {
      for (String order : List.of(arguments).subList(3, arguments.length)) {
        String what = order.substring(order.indexOf(':') + 1);
        if (order.startsWith("fill:")) {
          fill(store, Integer.parseInt(what));
        } else if (order.startsWith("export:")) {
          export(store, Path.of(what));
        } else if (order.startsWith("import:")) {
          take(store, Path.of(what));
        } else {
          takeSaved(store, Path.of(what));
        }
      }
      out.println("done");
    }
  }

  /**
   * One thread in one place, and some others: among them forks of it, which it comes before and
   * behind in an export.
   */
  private static void fill(ThreadStore store, int messages) {
    Samples samples = new Samples(SystemTime.toMicros(SystemTime.clock()));
    ThreadRecords threads = store.threads();
    ChatThread thread = threads.create(samples.thread(Scope.user("acme", "ann")), null);
    fill(store, samples, thread, 1, messages);
    for (int count : List.of(3, 0)) {
      ChatThread other = threads.create(samples.thread(thread.owner()), null);
      fill(store, samples, other, 1, count);
    }
    Duration hour = Duration.ofHours(1);
    for (Instant created : List.of(thread.createdAt().minus(hour), thread.createdAt().plus(hour))) {
      int position = messages / 10;
      ChatThread fork = fork(store, samples, thread, position, created);
      fill(store, samples, fork, position + 1, position + 100);
      fork(store, samples, fork, position + 50, created.plus(hour));
    }
  }

  private static ChatThread fork(
      ThreadStore store, Samples samples, ChatThread source, long position, Instant created) {
    ForkPoint from = new ForkPoint(source.id(), position);
    ThreadFork fork =
        new ThreadFork(
            samples.ids().thread(), from, null, created, ThreadState.ARCHIVED, created, from);
    return store.threads().fork(source.owner(), fork, null);
  }

  private static void fill(
      ThreadStore store, Samples samples, ChatThread thread, long first, long last) {
    for (long position = first; position <= last; ) {
      List<Message> part = new ArrayList<>();
      while (part.size() < 1_000 && position <= last) {
        part.add(new Message(thread.id(), position, draft(samples, position)));
        position++;
      }
      store.messages().restore(thread.owner(), new LogPart(part));
    }
  }

  private static MessageDraft draft(Samples samples, long position) {
    String text =
        "Line " + position + " of a long talk. ".repeat(position % 2_500 == 0 ? 20_000 : 6);
    MessageDraft draft = samples.draft(NewMessage.assistant(text));
    // As whoever takes it in counts it.
    return new MessageDraft(
        draft.id(),
        draft.body(),
        draft.origin(),
        LogFixture.SIZES.message(draft.body().content()),
        draft.createdAt());
  }

  private void export(ThreadStore store, Path file) throws IOException {
    try (OutputStream to = Files.newOutputStream(file)) {
      new Exporter(store, SystemTime.clock(), TENANT).export(ThreadQuery.ALL, to, this::tell);
    }
  }

  private void take(ThreadStore store, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      tell(new Importer(store, TENANT, TokenCounter.estimating()).read(in, this::tell));
    }
  }

  private void takeSaved(ThreadStore store, Path file) throws IOException {
    tell(
        new AssistantsImporter(store, TENANT, TokenCounter.estimating())
            .read(file, ThreadOwners.user("ann"), this::tell)
            .imported());
  }

  private void tell(ImportReport report) {
    out.println(report.isClean() ? "clean" : report.problems());
  }

  private boolean tell(TransferProgress progress) {
    if (progress.messages() > 0) {
      out.println(progress.messages());
    }
    return true;
  }
}
