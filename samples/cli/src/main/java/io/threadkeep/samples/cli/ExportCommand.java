package io.threadkeep.samples.cli;

import io.threadkeep.Threadkeep;
import io.threadkeep.Transfers;
import io.threadkeep.id.ThreadId;
import io.threadkeep.transfer.ExportReport;
import io.threadkeep.transfer.TransferWatch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    description = "Writes threads to a file of JSON lines, with runs, steps and assistants.")
final class ExportCommand implements Callable<Integer> {
  private static final String STANDARD_OUTPUT = "-";

  private final ThreadkeepCli cli;

  @Parameters(
      paramLabel = "FILE",
      description = "Compressed if it ends in .gz; - for standard output.")
  private String file = "";

  @Option(names = "--thread", paramLabel = "THREAD", description = "This one alone.")
  private @Nullable String thread;

  @Mixin private ThreadChoice choice = new ThreadChoice();

  ExportCommand(ThreadkeepCli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() throws IOException {
    if (file.equals(STANDARD_OUTPUT)) {
      return exportToStandardOutput();
    }
    Path to = Path.of(file);
    if (Files.exists(to) && !cli.mayGoOn("Write over " + file + "?")) {
      return 1;
    }
    // What breaks off is not to look like an export, nor to take an older one's place.
    Path part = Path.of(file + ".part");
    ExportReport report;
    try (OutputStream out = open(part)) {
      report = export(out);
    }
    Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
    Output output = cli.output();
    if (output.isJson()) {
      output.json(report);
    } else {
      output.line(TransferText.of(report) + " to " + file);
    }
    return 0;
  }

  private int exportToStandardOutput() throws IOException {
    if (cli.terminal().isTerminal()) {
      throw new UsageException("A terminal is no place for an export: name a file, or pipe it.");
    }
    ExportReport report = export(cli.terminal().out());
    if (cli.terminal().out().checkError()) {
      throw new IOException("Standard output was closed before the export was over.");
    }
    cli.output().note(TransferText.of(report));
    return 0;
  }

  private ExportReport export(OutputStream out) throws IOException {
    try (Threadkeep keep = cli.open();
        Progress progress = cli.progress()) {
      Transfers transfers = keep.transfers(cli.scope());
      if (thread == null) {
        return transfers.export(choice.query(), out, watch(progress));
      }
      ThreadId id = new ThreadId(thread);
      long all = keep.conversations(cli.scope()).get(id).messageCount();
      return transfers.export(id, out, watch(progress, all));
    }
  }

  private static TransferWatch watch(Progress progress) {
    return so -> {
      progress.show(TransferText.of(so));
      return true;
    };
  }

  private static TransferWatch watch(Progress progress, long messages) {
    return so -> {
      progress.show((double) so.messages() / Math.max(1, messages), TransferText.of(so));
      return true;
    };
  }

  private static OutputStream open(Path path) throws IOException {
    OutputStream out = Files.newOutputStream(path);
    return path.toString().endsWith(".gz.part") ? new GZIPOutputStream(out, 1 << 16) : out;
  }
}
