package io.threadkeep.samples.cli;

import io.threadkeep.transfer.AssistantsImportReport;
import io.threadkeep.transfer.ImportReport;
import io.threadkeep.transfer.NotCarried;
import io.threadkeep.transfer.TransferProblem;

/** What came of an import, in words. */
final class ImportText {
  private ImportText() {}

  static void print(ImportReport report, Output output) {
    if (output.isJson()) {
      output.json(report);
    } else {
      tell(report, output);
    }
  }

  static void print(AssistantsImportReport report, Output output) {
    if (output.isJson()) {
      output.json(report);
      return;
    }
    tell(report.imported(), output);
    if (!report.notCarried().isEmpty()) {
      Table table = new Table("NOT AS IT WAS", ">HOW OFTEN", "SUCH AS");
      for (NotCarried kind : report.notCarried()) {
        table.add(
            kind.kind().name(),
            Long.toString(kind.count()),
            kind.ids().isEmpty() ? "-" : kind.ids().get(0));
      }
      table.print(output);
    }
  }

  private static void tell(ImportReport report, Output output) {
    output.line("Stored " + TransferText.of(report.stored()) + ".");
    output.line("There before: " + TransferText.of(report.found()) + ".");
    for (TransferProblem problem : report.problems()) {
      String about = problem.id() == null ? "" : " " + problem.id();
      output.note(
          Plain.line(
              "%s, line %d%s: %s"
                  .formatted(problem.kind(), problem.line(), about, problem.what())));
    }
    long untold = report.problemCount() - report.problems().size();
    if (untold > 0) {
      output.note("And " + untold + " more.");
    }
    if (!report.whole()) {
      output.note("The file has no end: it was cut short. Import the whole one to go on.");
    }
  }
}
