package io.threadkeep;

import io.threadkeep.context.TokenCounter;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.page.Order;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.transfer.AssistantsImportReport;
import io.threadkeep.transfer.AssistantsImporter;
import io.threadkeep.transfer.ExportReport;
import io.threadkeep.transfer.Exporter;
import io.threadkeep.transfer.ImportReport;
import io.threadkeep.transfer.Importer;
import io.threadkeep.transfer.ThreadOwners;
import io.threadkeep.transfer.TransferWatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Threads of one scope on their way to a file, and from one: see {@link Exporter}, {@link
 * Importer}.
 */
public final class Transfers {
  private final Exporter exporter;
  private final Importer importer;
  private final AssistantsImporter assistantsImporter;

  Transfers(Desk desk, Scope scope, TokenCounter tokens) {
    this.exporter = new Exporter(desk.store(), desk.clock(), scope);
    this.importer = new Importer(desk.store(), scope, tokens);
    this.assistantsImporter = new AssistantsImporter(desk.store(), scope, tokens);
  }

  /**
   * Writes one thread, with all that hangs on it.
   *
   * @throws io.threadkeep.error.NotFoundException if the scope has no such thread
   */
  public ExportReport export(ThreadId thread, OutputStream to, TransferWatch watch)
      throws IOException {
    return exporter.export(thread, to, watch);
  }

  /**
   * Writes all threads that fit, archived ones too: {@code ThreadQuery.ALL}, those of a user, or of
   * a label.
   */
  public ExportReport export(ThreadQuery query, OutputStream to, TransferWatch watch)
      throws IOException {
    return exporter.export(query, to, watch);
  }

  /**
   * As {@link #export(ThreadQuery, OutputStream, TransferWatch)}, of the threads behind {@code
   * after}, such as {@link ExportReport#last} of one that was stopped.
   *
   * @throws io.threadkeep.error.NotFoundException if the scope has no such thread
   */
  public ExportReport export(
      ThreadQuery query, ThreadId after, OutputStream to, TransferWatch watch) throws IOException {
    return exporter.export(query, after, to, watch);
  }

  /**
   * As {@link #export(ThreadQuery, OutputStream, TransferWatch)}, to a file; compressed if its name
   * ends in {@code .gz}. One that is there stays as it is until the new one is whole and on the
   * disk, which then takes its place and its permissions. Meanwhile that is {@code FILE.<…>.part}
   * beside it; what a killed process has left of such parts, the next export to the same file
   * removes. Where the watch ends it, what there is is kept as {@code FILE.part}.
   *
   * <p>Several may export to one file at a time: each writes a part of its own, and the one that
   * ends last stays.
   *
   * @throws io.threadkeep.error.InvalidInputException if no file can be there
   */
  public ExportReport export(ThreadQuery query, Path to, TransferWatch watch) throws IOException {
    return FileInPlace.write(to, out -> exporter.export(query, out, watch));
  }

  /** As {@link #export(ThreadQuery, Path, TransferWatch)}, of one thread. */
  public ExportReport export(ThreadId thread, Path to, TransferWatch watch) throws IOException {
    return FileInPlace.write(to, out -> exporter.export(thread, out, watch));
  }

  /**
   * Takes over what an export wrote, compressed by gzip or not; again, or after it was cut short,
   * goes on from there. Forks come in as forks, before or behind their sources or without them: see
   * {@link Importer}.
   *
   * @throws io.threadkeep.transfer.TransferFormatException if it is no export, or a newer one's
   */
  public ImportReport importFrom(InputStream from, TransferWatch watch) throws IOException {
    return importer.read(Gzip.unpacked(from), watch);
  }

  /**
   * Takes over saved answers of the Assistants API, from a file or a folder; again, or after it was
   * cut short, goes on from there.
   */
  public AssistantsImportReport importAssistants(
      Path from, ThreadOwners owners, TransferWatch watch) throws IOException {
    return assistantsImporter.read(from, owners, watch);
  }

  /**
   * As {@link #importAssistants(Path, ThreadOwners, TransferWatch)}.
   *
   * @param lists which way the lists were asked for: what decides about messages of the same second
   *     where the lists do not tell
   */
  public AssistantsImportReport importAssistants(
      Path from, ThreadOwners owners, Order lists, TransferWatch watch) throws IOException {
    return assistantsImporter.read(from, owners, lists, watch);
  }

  /** As {@link #importFrom(InputStream, TransferWatch)}. */
  public ImportReport importFrom(Path from, TransferWatch watch) throws IOException {
    try (InputStream in = Files.newInputStream(from)) {
      return importFrom(in, watch);
    }
  }
}
