package io.threadkeep.transfer;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.Scope;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStep;
import io.threadkeep.store.EndedRun;
import io.threadkeep.store.StorageException;
import io.threadkeep.store.ThreadStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the runs of one thread in, one after the other, each with its steps behind it. */
final class RunIntake {
  private static final TransferCounts A_RUN = new TransferCounts(0, 0, 1, 0, 0);
  private static final TransferCounts A_STEP = new TransferCounts(0, 0, 0, 1, 0);

  private final ThreadStore store;
  private final Scope scope;
  private final ImportTally tally;
  private final List<RunStep> ahead = new ArrayList<>();
  private @Nullable Run run;
  private Walk<RunStep> steps = Walk.ofNothing();
  private boolean isThere;
  private long line;

  RunIntake(Destination into) {
    this.store = into.store();
    this.scope = into.scope();
    this.tally = into.tally();
  }

  void run(Run next, long lineNumber) {
    flush();
    line = lineNumber;
    run = ended(next, List.of()).run();
    Optional<Run> found = store.runs().find(scope, next.id());
    isThere = found.isPresent();
    steps =
        isThere ? new Walk<>(page -> store.runs().steps(scope, next.id(), page)) : Walk.ofNothing();
    if (isThere) {
      requireSame(next, found.get());
      tally.found(A_RUN);
    }
  }

  void step(RunStep step, long lineNumber, long bytes) {
    line = lineNumber;
    if (run == null || !step.runId().equals(run.id())) {
      throw Refusal.damaged(line, "The step does not stand behind its run.");
    }
    EndedRun sound = ended(run, List.of(step));
    RunStep there = steps.next();
    steps.weigh(bytes);
    if (there == null) {
      ahead.addAll(sound.steps());
    } else if (there.equals(step)) {
      tally.found(A_STEP);
    } else {
      throw Refusal.conflict(line, "Run " + run.id() + " has other steps here.");
    }
  }

  void flush() {
    Run current = run;
    if (current == null || (isThere && ahead.isEmpty())) {
      return;
    }
    try {
      requireSame(current, store.runs().record(scope, ended(current, ahead)));
    } catch (StorageException e) {
      throw Refusal.conflict(
          line,
          "The id of run " + current.id() + ", or of its step, is not free. " + e.getMessage());
    }
    tally.stored(new TransferCounts(0, 0, isThere ? 0 : 1, ahead.size(), 0));
    isThere = true;
    ahead.clear();
  }

  private EndedRun ended(Run of, List<RunStep> with) {
    try {
      return new EndedRun(of, with);
    } catch (InvalidInputException e) {
      throw Refusal.damaged(line, e.getMessage());
    }
  }

  private void requireSame(Run given, Run there) {
    if (!there.equals(given)) {
      throw Refusal.conflict(line, "Run " + given.id() + " is another one here.");
    }
  }
}
