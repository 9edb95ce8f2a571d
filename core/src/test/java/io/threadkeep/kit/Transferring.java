package io.threadkeep.kit;

import io.threadkeep.context.TokenCounter;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.EndedRun;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.transfer.AssistantsImportReport;
import io.threadkeep.transfer.AssistantsImporter;
import io.threadkeep.transfer.ExportReport;
import io.threadkeep.transfer.ExportText;
import io.threadkeep.transfer.ExportText.Written;
import io.threadkeep.transfer.Exporter;
import io.threadkeep.transfer.ImportReport;
import io.threadkeep.transfer.Importer;
import io.threadkeep.transfer.ThreadOwners;
import io.threadkeep.transfer.TransferWatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Short forms of what the rules about transfers do all the time. */
final class Transferring {

  /** A file and what was said of it. */
  record Exported(String file, ExportReport report) {
    String body() {
      return ExportText.body(file);
    }
  }

  private Transferring() {}

  /** Threads that each have messages and a run with steps, and are no store's yet. */
  static List<Written> three(Trial trial) {
    return Stream.generate(() -> trial.samples().thread(Scopes.ANN))
        .limit(3)
        .map(
            thread -> {
              Run run = Restorable.run(trial, thread, RunStatus.COMPLETED);
              return new Written(
                  thread,
                  Restorable.messages(trial, thread, 1, 5),
                  List.of(new EndedRun(run, Restorable.steps(trial, run, 2))));
            })
        .toList();
  }

  static ImportReport take(Trial trial, Scope scope, String file) {
    return take(
        trial,
        scope,
        new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
        TransferWatch.NONE);
  }

  static ImportReport take(Trial trial, Scope scope, InputStream file, TransferWatch watch) {
    try {
      return new Importer(trial.store(), scope, TokenCounter.estimating()).read(file, watch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Exported give(Trial trial, Scope scope) {
    return give(trial, scope, ThreadQuery.ALL, TransferWatch.NONE);
  }

  static Exported give(Trial trial, Scope scope, ThreadQuery query, TransferWatch watch) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ExportReport report =
          new Exporter(trial.store(), trial.clock(), scope).export(query, out, watch);
      return new Exported(out.toString(StandardCharsets.UTF_8), report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Exported giveAfter(Trial trial, Scope scope, ThreadId after) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ExportReport report =
          new Exporter(trial.store(), trial.clock(), scope)
              .export(ThreadQuery.ALL, after, out, TransferWatch.NONE);
      return new Exported(out.toString(StandardCharsets.UTF_8), report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static AssistantsImportReport takeSaved(
      Trial trial, Scope scope, Path from, ThreadOwners owners) {
    return takeSaved(trial, scope, from, owners, TransferWatch.NONE);
  }

  static AssistantsImportReport takeSaved(
      Trial trial, Scope scope, Path from, ThreadOwners owners, TransferWatch watch) {
    try {
      return new AssistantsImporter(trial.store(), scope, TokenCounter.estimating())
          .read(from, owners, watch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
