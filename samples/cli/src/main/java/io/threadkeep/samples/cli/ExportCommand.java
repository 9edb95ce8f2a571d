package io.threadkeep.samples.cli;

import io.threadkeep.Threadkeep;
import io.threadkeep.Transfers;
import io.threadkeep.id.ThreadId;
import io.threadkeep.transfer.ExportReport;
import io.threadkeep.transfer.TransferWatch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

  @Spec private @Nullable CommandSpec spec;

  ExportCommand(ThreadkeepCli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() throws IOException {
    if (thread != null && Given.any(spec, "--with", "--state")) {
      throw new UsageException("--thread names one thread; --with and --state choose several.");
    }
    if (file.equals(STANDARD_OUTPUT)) {
      return exportToStandardOutput();
    }
    Path to = Path.of(file);
    if (Files.isRegularFile(to) && !cli.mayGoOn("Write over " + file + "?")) {
      return 1;
    }
    ExportReport report =
        export(
            (from, watch) ->
                thread == null
                    ? from.export(choice.query(), to, watch)
                    : from.export(new ThreadId(thread), to, watch),
            () -> true);
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
    PrintStream out = cli.terminal().out();
    ExportReport report =
        export(
            (from, watch) ->
                thread == null
                    ? from.export(choice.query(), out, watch)
                    : from.export(new ThreadId(thread), out, watch),
            () -> !out.checkError());
    if (out.checkError()) {
      throw new IOException("Standard output was closed before the export was over.");
    }
    cli.output().note(TransferText.of(report));
    return 0;
  }

  /**
   * @param goOn whether anybody still reads what is written
   */
  private ExportReport export(Writing writing, BooleanSupplier goOn) throws IOException {
    try (Threadkeep keep = cli.open();
        Progress progress = cli.progress()) {
      long all = thread == null ? 0 : messages(keep, new ThreadId(thread));
      return writing.write(
          keep.transfers(cli.scope()),
          so -> {
            if (all == 0) {
              progress.show(TransferText.of(so));
            } else {
              progress.show((double) so.messages() / all, TransferText.of(so));
            }
            return goOn.getAsBoolean();
          });
    }
  }

  private long messages(Threadkeep keep, ThreadId id) {
    return keep.conversations(cli.scope()).get(id).messageCount();
  }

  /** To wherever it goes. */
  private interface Writing {
    ExportReport write(Transfers from, TransferWatch watch) throws IOException;
  }
}
