package io.threadkeep;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.event.Listening;
import io.threadkeep.event.RunEvent;
import io.threadkeep.event.RunListener;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.internal.engine.RunOutcome;
import io.threadkeep.internal.engine.TakenRun;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import io.threadkeep.message.Message;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.options.QueueOptions;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.RequiredCall;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunExplanation;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepCall;
import io.threadkeep.run.StepDetails;
import io.threadkeep.run.ToolAnswer;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.store.Admission;
import io.threadkeep.store.RunRecords;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.SubmittedRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one scope: submit, look at, listen to, await, cancel. A run is durable from submit
 * on, and outlives whoever submitted it.
 */
public final class RunExecutor {
  private final Desk desk;
  private final RunRecords runs;
  private final Scope scope;

  RunExecutor(Desk desk, Scope scope) {
    this.desk = desk;
    this.runs = desk.store().runs();
    this.scope = scope;
  }

  /**
   * Stores the run, and its messages before it, in one transaction. It sees every message that was
   * acknowledged before. If a run of the thread has not ended, {@link RunRequest#whenBusy} says
   * what comes of this one.
   *
   * @return the run; with {@code MERGE}, perhaps the one that it has joined
   * @throws io.threadkeep.run.ActiveRunException if a run of the thread has not ended, and this one
   *     is to be refused then; nothing is stored
   * @throws io.threadkeep.run.QueueFullException if it would have to wait and too many do; nothing
   *     is stored
   * @throws io.threadkeep.error.InvalidInputException if the context policy is one that nobody
   *     could read: see {@link Foundations#withPolicy}
   * @throws NotFoundException if the scope has no such thread or assistant
   * @throws io.threadkeep.error.IdempotencyConflictException if the key stands for something else
   */
  public Run submit(ThreadId thread, RunRequest request) {
    return take(thread, request).run();
  }

  /**
   * The run that a submit with the same key has given, as it is now; nothing if there was none, or
   * the request has no key.
   *
   * @throws io.threadkeep.error.IdempotencyConflictException if the key stands for something else
   */
  public Optional<Run> submitted(ThreadId thread, RunRequest request) {
    return Optional.ofNullable(RunKey.of(thread, request))
        .flatMap(key -> runs.submitted(scope, key));
  }

  TakenRun take(ThreadId thread, RunRequest request) {
    try {
      return takeNew(thread, request);
    } catch (NotFoundException | InvalidInputException refused) {
      // Perhaps it was taken before, and its assistant has been changed or deleted since.
      Run first = submitted(thread, request).orElseThrow(() -> refused);
      return new TakenRun(SubmittedRun.before(first, List.of()), null);
    }
  }

  private TakenRun takeNew(ThreadId thread, RunRequest request) {
    Assistant assistant =
        desk.store()
            .assistants()
            .find(scope, request.assistantId())
            .orElseThrow(() -> new NotFoundException("assistant", request.assistantId().value()));
    RunSubmission submission =
        new RunSubmission(
            desk.ids().run(),
            thread,
            request.messages().stream().map(desk.drafts()::said).toList(),
            new RunSpecs(desk).of(assistant, request),
            desk.clock().instant(),
            desk.limits().expiresAfter(),
            admission(request.whenBusy()),
            null,
            RunKey.of(thread, request));
    return desk.engine().submit(scope, submission);
  }

  /**
   * @throws NotFoundException if the scope has no such run
   */
  public Run get(RunId id) {
    return runs.find(scope, id).orElseThrow(() -> new NotFoundException("run", id.value()));
  }

  /** The run that keeps the thread busy: of those that have not ended the first. */
  public Optional<Run> active(ThreadId thread) {
    return runs.active(scope, thread);
  }

  /**
   * Puts {@code metadata} in the place of the old, as a whole.
   *
   * @throws NotFoundException if the scope has no such run
   */
  public Run updateMetadata(RunId id, Metadata metadata) {
    return runs.replaceMetadata(scope, id, metadata);
  }

  public Page<Run> list(ThreadId thread, PageRequest page) {
    return runs.list(scope, thread, page);
  }

  /** What the run did: each model call, with the manifest of what it was shown. */
  public Page<RunStep> steps(RunId id, PageRequest page) {
    return runs.steps(scope, id, page);
  }

  /** The tool calls of a step, each with its times and its result as soon as there is one. */
  public List<StepCall> calls(RunStep step) {
    return step.details() instanceof StepDetails.MessageCreation
        ? List.of()
        : new StepCalls(desk.store(), scope, get(step.runId()).threadId()).of(step);
  }

  /** What each model call of the run was shown and why, what was left out, and what it used. */
  public RunExplanation explain(RunId id) {
    Run run = get(id);
    List<RunStep> calls = new ArrayList<>();
    for (@Nullable PageRequest page = PageRequest.oldestFirst().limit(Limits.PAGE);
        page != null; ) {
      Page<RunStep> read = steps(id, page);
      calls.addAll(read.items());
      page = read.next();
    }
    return new RunExplanation(run, calls);
  }

  /**
   * The messages that a model call was shown, word for word, made again from its manifest; none of
   * a step that was none.
   *
   * @throws NotFoundException if messages of the window are no longer there
   */
  public List<Message> replay(RunStep step) {
    return step.manifest() == null
        ? List.of()
        : desk.windows().replay(get(step.runId()), step.manifest());
  }

  /** The message that the run wrote, if it has written one. */
  public Optional<Message> reply(Run run) {
    return steps(run.id(), PageRequest.newestFirst()).items().stream()
        .flatMap(step -> step.details().reply().stream())
        .findFirst()
        .flatMap(message -> desk.store().messages().find(scope, run.threadId(), message));
  }

  /**
   * Waits until the run has ended, whichever JVM carries it out.
   *
   * @throws io.threadkeep.run.AwaitTimeoutException with its status, if it has not ended after
   *     {@code atMost}, or if the calling thread is interrupted, which it then still is
   */
  public Run await(RunId id, Duration atMost) {
    return desk.engine().await(scope, id, atMost);
  }

  Run await(Run submitted, @Nullable CompletableFuture<RunOutcome> attempt, Duration atMost) {
    return desk.engine().await(submitted, attempt, atMost);
  }

  /**
   * As {@link #await}, but also returns when the run waits for its owner's {@linkplain #answer
   * answers}.
   */
  public Run awaitStop(RunId id, Duration atMost) {
    return desk.engine().awaitStop(scope, id, atMost);
  }

  /**
   * Cancels the run. The answer says what came of it: {@code cancelled} if nobody was at work,
   * {@code cancelling} if somebody is and has been told, or the final status if it had ended
   * before.
   */
  public Run cancel(RunId id) {
    return desk.engine().cancel(scope, id);
  }

  /** The tool calls that the run waits for; none unless it is {@code requires_action}. */
  public List<RequiredCall> required(RunId id) {
    return desk.engine().required(get(id));
  }

  /**
   * Answers all tool calls that the run waits for, and lets it go on. The same answers again change
   * nothing, whatever has become of the run.
   *
   * @throws io.threadkeep.error.InvalidInputException if an answer is missing, is not wanted, or is
   *     of another kind; nothing is stored
   * @throws io.threadkeep.run.AnswerConflictException if a call has another answer already
   * @throws io.threadkeep.run.IllegalRunMoveException if the run waits for no answers
   * @throws NotFoundException if the scope has no such run
   */
  public Run answer(RunId id, List<ToolAnswer> answers) {
    return desk.engine().answer(get(id), answers);
  }

  /**
   * What happens to the run, from its first event on, in order, each once it is stored; whichever
   * JVM is at work on it, and whether it has ended or not. Completes after {@link
   * io.threadkeep.event.EventBody.RunEnded}.
   *
   * <p>Each subscriber is told at its own pace, and holds up neither the run nor anybody else.
   * Events are forgotten some time after the run's end, all but the last one.
   *
   * <p>Errors: {@link NotFoundException} if the scope has no such run, or no longer; {@link
   * io.threadkeep.event.ListeningEndedException} if this Threadkeep is closed; {@link
   * io.threadkeep.store.StorageUnavailableException}, after which to subscribe again, behind the
   * last event.
   *
   * @param after the sequence of the last event that is known; 0 for all
   */
  public Flow.Publisher<RunEvent> events(RunId id, long after) {
    Checks.atLeast("after", after, 0);
    return desk.engine().events(scope, id, after);
  }

  /**
   * Those of {@link #events} that are stored by now, without waiting for others: at most {@link
   * Limits#PAGE}, the oldest first. The end is not among them: the run's status tells it.
   *
   * @throws NotFoundException if the scope has no such run
   */
  public List<RunEvent> eventsSoFar(RunId id, long after) {
    Checks.atLeast("after", after, 0);
    return runs.events(scope, id, after, Limits.PAGE).events();
  }

  /** As {@link #events}, told to {@code listener}, on a thread of its own. */
  public Listening listen(RunId id, long after, RunListener listener) {
    ListenerSubscriber subscriber = new ListenerSubscriber(listener);
    events(id, after).subscribe(subscriber);
    return subscriber;
  }

  private Admission admission(@Nullable WhenBusy asked) {
    QueueOptions queue = desk.options().queue();
    return new Admission(
        asked == null ? desk.limits().whenBusy() : asked,
        queue.weights().of(scope),
        queue.maxQueuedPerUser(),
        queue.maxQueued());
  }
}
