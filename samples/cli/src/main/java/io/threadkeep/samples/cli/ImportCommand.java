package io.threadkeep.samples.cli;

import io.threadkeep.Threadkeep;
import io.threadkeep.Transfers;
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
    ImportReport report;
    Output output = cli.output();
    try (Threadkeep keep = cli.open();
        Progress progress = cli.progress()) {
      Transfers transfers = keep.transfers(cli.scope());
      report =
          assistantsApi
              ? importAssistants(transfers, progress, output)
              : importExport(transfers, progress, output);
    }
    return report.isClean() ? 0 : 1;
  }

  private ImportReport importExport(Transfers transfers, Progress progress, Output output)
      throws IOException {
    try (ImportFile from = ImportFile.open(file, cli.terminal())) {
      ImportReport report =
          transfers.importFrom(
              from.content(),
              so -> {
                from.show(progress, TransferText.of(so));
                return true;
              });
      ImportText.print(report, output);
      return report;
    }
  }

  private ImportReport importAssistants(Transfers transfers, Progress progress, Output output)
      throws IOException {
    ThreadOwners owners =
        ownerKey == null ? ThreadOwners.OF_SCOPE : ThreadOwners.byMetadata(ownerKey);
    AssistantsImportReport report =
        transfers.importAssistants(
            Path.of(file),
            owners,
            so -> {
              progress.show(TransferText.of(so));
              return true;
            });
    ImportText.print(report, output);
    return report.imported();
  }
}
