package io.threadkeep.samples.cli;

import io.threadkeep.Threadkeep;
import io.threadkeep.transfer.AssistantsImportReport;
import io.threadkeep.transfer.ImportReport;
import io.threadkeep.transfer.ThreadOwners;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    description = {
      "Takes over what export wrote, or saved answers of the Assistants API.",
      "Again, or after it was cut short, it goes on from there."
    })
final class ImportCommand implements Callable<Integer> {
  private final ThreadkeepCli cli;

  @Parameters(
      paramLabel = "FILE",
      description = "Of an export, compressed or not; - for standard input.")
  private String file = "";

  @Option(
      names = "--assistants-api",
      description = "FILE is a file or folder of saved answers: .json, .jsonl, .ndjson.")
  private boolean assistantsApi;

  @Option(
      names = "--owner-key",
      paramLabel = "KEY",
      description = "Where metadata of the Assistants API's threads names their user: user_id.")
  private @Nullable String ownerKey;

  ImportCommand(ThreadkeepCli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() throws IOException {
    if (ownerKey != null && !assistantsApi) {
      throw new UsageException(
          "--owner-key goes with --assistants-api: an export knows its users.");
    }
    return assistantsApi ? importAssistants() : importExport();
  }

  private int importExport() throws IOException {
    ImportReport report;
    try (ImportFile from = ImportFile.open(file, cli.terminal());
        Threadkeep keep = cli.open();
        Progress progress = cli.progress()) {
      report =
          keep.transfers(cli.scope())
              .importFrom(
                  from.content(),
                  so -> {
                    from.show(progress, TransferText.of(so));
                    return true;
                  });
    }
    ImportText.print(report, cli.output());
    return exitCode(report);
  }

  private int importAssistants() throws IOException {
    ThreadOwners owners =
        ownerKey == null ? ThreadOwners.OF_SCOPE : ThreadOwners.byMetadata(ownerKey);
    AssistantsImportReport report;
    try (Threadkeep keep = cli.open();
        Progress progress = cli.progress()) {
      report =
          keep.transfers(cli.scope())
              .importAssistants(
                  Path.of(file),
                  owners,
                  so -> {
                    progress.show(TransferText.of(so));
                    return true;
                  });
    }
    ImportText.print(report, cli.output());
    return exitCode(report.imported());
  }

  private static int exitCode(ImportReport report) {
    return report.isClean() ? 0 : 1;
  }
}
