package io.threadkeep.storage.memory;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.StepId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.run.Lease;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunProgress;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.RunTimes;
import io.threadkeep.run.Usage;
import io.threadkeep.store.RunRecords;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.StoredEvents;
import io.threadkeep.store.SubmittedRun;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs, as their owner sees them. */
final class InMemoryRuns implements RunRecords {
  private final Memory memory;

  InMemoryRuns(Memory memory) {
    this.memory = memory;
  }

  @Override
  public SubmittedRun submit(Scope scope, RunSubmission submission) {
    return memory.transaction(
        () -> {
          HeldThread thread = memory.thread(scope, submission.threadId());
          HeldRun first = memory.keys().replay(scope, submission.key(), HeldRun.class);
          if (first == null) {
            first = memory.board().find(submission.id());
          }
          if (first == null) {
            return add(scope, thread, submission);
          }
          if (first.thread() != thread) {
            throw Memory.taken(submission.id());
          }
          return new SubmittedRun(first.shown(), first.submitted(), null);
        });
  }

  private SubmittedRun add(Scope scope, HeldThread thread, RunSubmission submission) {
    HeldRun active = thread.activeRun();
    if (active != null) {
      throw new ActiveRunException(thread.id(), active.id());
    }
    memory.requireFree(submission.messages());
    Instant now = memory.now();
    List<Message> messages = memory.append(thread, submission.messages());
    HeldRun run = new HeldRun(thread, newRun(thread, submission, now), messages, now);
    Lease lease = null;
    if (submission.birth() != null) {
      run.move(RunMove.CLAIM, now);
      lease = run.newLease(now.plus(submission.birth().lease()));
    }
    memory.board().add(run);
    memory.keys().record(scope, submission.key(), thread, run, now);
    memory.shelf().reweigh(thread);
    return new SubmittedRun(run.shown(), messages, lease);
  }

  private static Run newRun(HeldThread thread, RunSubmission submission, Instant now) {
    long pinnedEnd = thread.log().size();
    return new Run(
        submission.id(),
        thread.id(),
        thread.owner(),
        submission.spec(),
        new RunProgress(RunStatus.QUEUED, pinnedEnd, 0, 0, Usage.NONE, null, null),
        new RunTimes(submission.createdAt(), now.plus(submission.expiresIn()), null, null));
  }

  @Override
  public Optional<Run> find(Scope scope, RunId id) {
    return memory.transaction(() -> memory.findRun(scope, id).map(HeldRun::shown));
  }

  @Override
  public Page<Run> list(Scope scope, ThreadId threadId, PageRequest page) {
    return memory.transaction(
        () -> {
          HeldThread thread = memory.thread(scope, threadId);
          return Pages.cut(
              thread.runs(),
              page,
              placeOf(thread, page.after()),
              run -> true,
              HeldRun::shown,
              run -> run.id().value());
        });
  }

  private @Nullable Place placeOf(HeldThread thread, @Nullable String after) {
    if (after == null) {
      return null;
    }
    return Wanted.id(after, RunId::new)
        .map(memory.board()::find)
        .filter(run -> run.thread() == thread)
        .map(HeldRun::place)
        .orElseThrow(() -> new NotFoundException("run", after));
  }

  @Override
  public Page<RunStep> steps(Scope scope, RunId id, PageRequest page) {
    return memory.transaction(
        () -> {
          HeldRun run = memory.run(scope, id);
          NavigableMap<Place, RunStep> steps = new TreeMap<>();
          run.steps().values().forEach(step -> steps.put(placeOf(step), step));
          return Pages.cut(
              steps,
              page,
              placeOf(run, page.after()),
              step -> true,
              step -> step,
              step -> step.id().value());
        });
  }

  private static @Nullable Place placeOf(HeldRun run, @Nullable String after) {
    if (after == null) {
      return null;
    }
    return Wanted.id(after, StepId::new)
        .map(run.steps()::get)
        .map(InMemoryRuns::placeOf)
        .orElseThrow(() -> new NotFoundException("run step", after));
  }

  private static Place placeOf(RunStep step) {
    return Place.of(step.createdAt(), step.id());
  }

  @Override
  public StoredEvents events(Scope scope, RunId id, long after, int limit) {
    return memory.transaction(
        () -> {
          HeldRun run = memory.run(scope, id);
          return new StoredEvents(
              memory.events().after(run, after, limit), run.lastEvent(), run.status());
        });
  }

  @Override
  public Run cancel(Scope scope, RunId id) {
    return memory.transaction(
        () -> {
          HeldRun run = memory.run(scope, id);
          for (RunMove move : List.of(RunMove.CANCEL, RunMove.REQUEST_CANCEL)) {
            if (move.isLegalFrom(run.status())) {
              memory.board().change(run, () -> run.move(move, memory.now()));
              memory.shelf().reweigh(run.thread());
              break;
            }
          }
          return run.shown();
        });
  }

  @Override
  public Run submitOutputs(Scope scope, RunId id, List<MessageDraft> results, List<RunStep> steps) {
    return memory.transaction(
        () -> {
          HeldRun run = memory.run(scope, id);
          if (run.status() != RunStatus.REQUIRES_ACTION && memory.hasAll(run.thread(), results)) {
            return run.shown();
          }
          run.requireLegal(RunMove.SUBMIT_OUTPUTS);
          memory.requireFree(results);
          memory.append(run.thread(), results);
          run.put(steps);
          Instant now = memory.now();
          memory
              .board()
              .change(
                  run,
                  () -> {
                    run.move(RunMove.SUBMIT_OUTPUTS, now);
                    run.parkUntil(now);
                  });
          return run.shown();
        });
  }

  @Override
  public void close(Scope scope, RunId id, List<MessageDraft> results, List<RunStep> steps) {
    memory.transaction(
        () -> {
          HeldRun run = memory.run(scope, id);
          if (!memory.hasAll(run.thread(), results)) {
            memory.requireFree(results);
            memory.append(run.thread(), results);
            run.put(steps);
            memory.shelf().reweigh(run.thread());
          }
          return run;
        });
  }
}
