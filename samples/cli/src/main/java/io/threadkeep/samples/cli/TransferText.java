package io.threadkeep.samples.cli;

import io.threadkeep.transfer.ExportReport;
import io.threadkeep.transfer.TransferCounts;
import io.threadkeep.transfer.TransferProgress;
import java.util.Locale;

/** What was carried from one place to another, in words. */
final class TransferText {
  private static final double MEGABYTE = 1 << 20;

  private TransferText() {}

  static String of(TransferProgress progress) {
    return String.format(
        Locale.ROOT,
        "%,d threads, %,d messages, %,.1f MB",
        progress.threads(),
        progress.messages(),
        progress.bytes() / MEGABYTE);
  }

  static String of(TransferCounts counts) {
    return String.format(
        Locale.ROOT,
        "%,d threads, %,d messages, %,d runs, %,d steps, %,d assistants",
        counts.threads(),
        counts.messages(),
        counts.runs(),
        counts.steps(),
        counts.assistants());
  }

  static String of(ExportReport report) {
    String active =
        report.activeRuns() == 0
            ? ""
            : "; " + report.activeRuns() + " runs left out that have not ended";
    String vanished =
        report.vanishedThreads() == 0
            ? ""
            : "; " + report.vanishedThreads() + " threads deleted meanwhile";
    return String.format(
        Locale.ROOT,
        "Wrote %s, %,.1f MB%s%s",
        of(report.written()),
        report.bytes() / MEGABYTE,
        active,
        vanished);
  }
}
