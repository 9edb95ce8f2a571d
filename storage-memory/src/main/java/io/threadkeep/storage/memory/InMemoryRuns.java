package io.threadkeep.storage.memory;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.StepId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.IllegalRunMoveException;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStep;
import io.threadkeep.store.EndedRun;
import io.threadkeep.store.IdempotencyKey;
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
  private final InMemorySubmission submit;

  InMemoryRuns(Memory memory) {
    this.memory = memory;
    this.submit = new InMemorySubmission(memory);
  }

  @Override
  public SubmittedRun submit(Scope scope, RunSubmission submission) {
    return memory.transaction(() -> submit.in(scope, submission));
  }

  @Override
  public Optional<Run> submitted(Scope scope, IdempotencyKey key) {
    return memory.transaction(() -> submit.earlier(scope, key).map(HeldRun::shown));
  }

  @Override
  public Run record(Scope scope, EndedRun ended) {
    return memory.transaction(
        () -> {
          HeldThread thread = memory.thread(scope, ended.run().threadId());
          Run run = ended.run().ownedBy(thread.owner());
          HeldRun there = memory.board().find(run.id());
          if (there == null) {
            there = new HeldRun(thread, run, List.of(), 1, memory.now());
            memory.board().record(there);
          } else if (there.thread() != thread) {
            throw Memory.taken(run.id());
          }
          if (there.shown().equals(run)) {
            there.putMissing(ended.steps());
          }
          return there.shown();
        });
  }

  @Override
  public Optional<Run> find(Scope scope, RunId id) {
    return memory.transaction(() -> memory.findRun(scope, id).map(HeldRun::shown));
  }

  @Override
  public Optional<Run> active(Scope scope, ThreadId thread) {
    return memory.transaction(
        () -> memory.findThread(scope, thread).map(HeldThread::activeRun).map(HeldRun::shown));
  }

  @Override
  public Run replaceMetadata(Scope scope, RunId id, Metadata metadata) {
    return memory.transaction(
        () -> {
          HeldRun run = memory.run(scope, id);
          run.metadata(metadata);
          memory.shelf().reweigh(run.thread());
          return run.shown();
        });
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
              memory.events().after(run, after, limit),
              run.lastEvent(),
              run.status(),
              run.shown().times().endedAt());
        });
  }

  @Override
  public Run cancel(Scope scope, RunId id) {
    return memory.transaction(
        () -> {
          HeldRun run = memory.run(scope, id);
          if (memory.board().cancel(run, memory.now())) {
            memory.shelf().reweigh(run.thread());
          }
          return run.shown();
        });
  }

  @Override
  public Run submitOutputs(
      Scope scope, RunId id, int advances, List<MessageDraft> results, List<RunStep> steps) {
    return memory.transaction(
        () -> {
          HeldRun run = memory.run(scope, id);
          if (memory.hasAll(run.thread(), results)) {
            return run.shown();
          }
          run.requireLegal(RunMove.SUBMIT_OUTPUTS);
          if (run.shown().progress().advances() != advances) {
            throw new IllegalRunMoveException(id, RunMove.SUBMIT_OUTPUTS, run.status());
          }
          memory.requireFree(results);
          memory.append(run.thread(), results);
          run.put(steps);
          Instant now = memory.now();
          memory
              .board()
              .change(
                  run,
                  now,
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
          if (!memory.hasAll(run.thread(), results) && !run.hasEnded(steps)) {
            memory.requireFree(results);
            memory.append(run.thread(), results);
            run.put(steps);
            memory.shelf().reweigh(run.thread());
          }
          return run;
        });
  }
}
