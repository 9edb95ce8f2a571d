package io.threadkeep.kit;

import static io.threadkeep.kit.SavedAnswers.CREATED;
import static io.threadkeep.kit.SavedAnswers.THREAD;
import static io.threadkeep.kit.SavedAnswers.id;
import static io.threadkeep.kit.SavedAnswers.json;
import static io.threadkeep.kit.SavedAnswers.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.RunId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.limit.Limits;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepDetails;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.transfer.AssistantsImportReport;
import io.threadkeep.transfer.NotCarried.Kind;
import io.threadkeep.transfer.ThreadOwners;
import io.threadkeep.transfer.TransferCounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/**
 * TRANSFER-27 to TRANSFER-29: saved answers without bounds of their own.
 *
 * <ol start="27">
 *   <li>What a step recorded is cut to what can be read again, and that is told.
 *   <li>Whoever watches sees files, runs and steps go by, and can stop at each.
 *   <li>A file that changes while it is read does not hold up the others.
 * </ol>
 */
interface SavedBoundRules extends StoreRules {
  /** A few more than go by between two looks. */
  int RUNS = 210;

  @ContractRule("TRANSFER-27")
  default void whatIsRecordedCanBeReadAgain(Trial trial, @TempDir Path dir) {
    String call =
        "{'id':'call_%d','type':'function','function':{'name':'f','arguments':'{}','output':'%s'}}";
    List<String> calls = new ArrayList<>();
    for (int n = 0; n < 130; n++) {
      calls.add(
          json(
              call, n, n == 0 ? "\u00e9\u0001".repeat(3 << 19).replace("\u0001", "\\u0001") : "x"));
    }
    Path file =
        write(
            dir.resolve("all.jsonl"),
            SavedAnswers.thread(THREAD, "{}")
                + SavedAnswers.run(THREAD, 1, CREATED, "completed")
                + SavedAnswers.step(
                    THREAD,
                    1,
                    1,
                    CREATED,
                    json("{'type':'tool_calls','tool_calls':[%s]}", String.join(",", calls))));
    AssistantsImportReport report =
        Transferring.takeSaved(trial, Scopes.ACME, file, ThreadOwners.OF_SCOPE);
    assertThat(report.imported().isClean()).isTrue();
    assertThat(report.count(Kind.CUT)).isGreaterThanOrEqualTo(2);
    RunStep step =
        trial
            .store()
            .runs()
            .steps(Scopes.ACME, new RunId(id("run", 1)), PageRequest.oldestFirst())
            .items()
            .get(0);
    assertThat(step.details())
        .isInstanceOfSatisfying(
            StepDetails.RecordedCalls.class,
            recorded -> {
              assertThat(recorded.calls()).hasSize(Limits.RECORDED_CALLS);
              assertThat(recorded.calls().get(0).output()).hasSizeGreaterThan(1 << 20);
            });
    assertThat(Transferring.give(trial, Scopes.ACME).report().isComplete()).isTrue();
    AssistantsImportReport again =
        Transferring.takeSaved(trial, Scopes.ACME, file, ThreadOwners.OF_SCOPE);
    assertThat(again.imported().isClean()).isTrue();
    assertThat(again.imported().found()).isEqualTo(report.imported().stored());
  }

  @ContractRule("TRANSFER-28")
  default void whoeverWatchesSeesRunsGoBy(Trial trial, @TempDir Path dir) {
    List<String> lines = new ArrayList<>(List.of(SavedAnswers.thread(THREAD, "{}")));
    for (int n = 0; n < RUNS; n++) {
      lines.add(SavedAnswers.run(THREAD, n, CREATED + n, "completed"));
    }
    write(dir.resolve("a.jsonl"), String.join("\n", lines));
    write(dir.resolve("b.json"), "[]");
    List<Long> bytes = new ArrayList<>();
    AssistantsImportReport whole =
        Transferring.takeSaved(
            trial,
            Scopes.ACME,
            dir,
            ThreadOwners.OF_SCOPE,
            progress -> {
              bytes.add(progress.bytes());
              return true;
            });
    assertThat(whole.imported().stored().runs()).isEqualTo(RUNS);
    // Two files, their objects, a thread, its runs.
    assertThat(bytes).hasSize(2 + 1 + 1 + 1).isSorted();
    // Among the objects of a file, and among the runs.
    for (long stop : List.of(1, bytes.size() - 1)) {
      if (trial.store().threads().find(Scopes.ACME, new ThreadId(THREAD)).isPresent()) {
        trial.store().threads().delete(Scopes.ACME, new ThreadId(THREAD));
      }
      long[] asked = new long[1];
      AssistantsImportReport cut =
          Transferring.takeSaved(
              trial, Scopes.ACME, dir, ThreadOwners.OF_SCOPE, progress -> ++asked[0] <= stop);
      assertThat(cut.imported().whole()).isFalse();
      assertThat(cut.imported().stored().runs()).isLessThan(RUNS);
    }
    assertThat(
            Transferring.takeSaved(trial, Scopes.ACME, dir, ThreadOwners.OF_SCOPE)
                .imported()
                .isClean())
        .isTrue();
    long[] asked = new long[1];
    Transferring.Exported given =
        Transferring.give(trial, Scopes.ACME, ThreadQuery.ALL, progress -> ++asked[0] < 2);
    assertThat(given.report().whole()).isFalse();
    assertThat(given.report().written().runs()).isEqualTo(200);
  }

  @ContractRule("TRANSFER-29")
  default void whatCannotBeReadAnyMoreHoldsNobodyUp(Trial trial, @TempDir Path dir) {
    Path assistants = write(dir.resolve("a.json"), SavedAnswers.assistant());
    write(
        dir.resolve("b.jsonl"),
        SavedAnswers.thread(THREAD, "{}")
            + SavedAnswers.message(THREAD, 1, CREATED, "user", SavedAnswers.text("hi")));
    long[] asked = new long[1];
    AssistantsImportReport report =
        Transferring.takeSaved(
            trial,
            Scopes.ACME,
            dir,
            ThreadOwners.OF_SCOPE,
            progress -> {
              if (++asked[0] == 2) {
                write(assistants, "gone");
              }
              return true;
            });
    assertThat(report.imported().stored()).isEqualTo(new TransferCounts(1, 1, 0, 0, 0));
    assertThat(report.imported().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.id()).isEqualTo(SavedAnswers.ASSISTANT));
  }
}
