package io.threadkeep.internal.engine;

import io.threadkeep.context.WindowManifest.SummaryUse;
import io.threadkeep.event.RunEvent;
import io.threadkeep.id.IdSource;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.internal.life.RetentionPass;
import io.threadkeep.internal.life.RetentionRound;
import io.threadkeep.internal.stream.Streams;
import io.threadkeep.internal.time.MonotonicClock;
import io.threadkeep.internal.tool.ToolRunner;
import io.threadkeep.observe.Health;
import io.threadkeep.observe.WorkerLoad;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RequiredCall;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.ToolAnswer;
import io.threadkeep.store.Claimant;
import io.threadkeep.store.QueueListener;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.SubmittedRun;
import io.threadkeep.store.ThreadStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes runs in and carries them out on this JVM's slots; see the package for the whole life of a
 * claim.
 */
public final class RunEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunEngine.class);
  private static final Duration LAST_COMMITS = Duration.ofSeconds(5);

  private final ThreadStore store;
  private final EngineOptions options;
  private final MonotonicClock monotonic;
  private final Claimant claimant;
  private final Listeners listeners;
  private final EngineHealth health;
  private final Workers workers;
  private final Dispatcher dispatcher;
  private final ToolRunner tools;
  private final RunWaits waits;
  private final RetentionPass retention;
  private final Rounds rounds;
  private final OwnersTurn ownersTurn;
  private final OpenCalls openCalls;
  private final Streams streams;
  private final Summariser summariser;
  private final Completions completions = new Completions();
  private final HeldRuns held = new HeldRuns();
  private final Signal words = new Signal();
  private volatile QueueListener.Ear ear = () -> {};

  public RunEngine(EngineParts parts, EngineOptions options, IdSource ids, MessageDrafts drafts) {
    this.store = parts.store();
    this.options = options;
    this.monotonic = parts.time().monotonic();
    this.claimant =
        new Claimant(
            "worker-" + Long.toHexString(parts.random().nextLong()),
            options.workers().lease(),
            options.queue().maxRunningPerUser(),
            Set.of());
    this.streams =
        new Streams(store, held::streams, parts.time().alarms(), parts.threads(), words::raise);
    this.listeners = new Listeners(parts.listeners(), monotonic);
    Assembly assembly = new Assembly(parts, options, listeners);
    this.tools = assembly.toolRunner();
    GateKeeper gates = assembly.gateKeeper();
    BudgetKeeper budgets = assembly.budgetKeeper();
    ModelCalls calls = new ModelCalls(options.limits().modelTimeout(), monotonic);
    this.summariser = assembly.summariser(ids, gates, budgets);
    RunDriver driver =
        assembly.driver(assembly.commitDrafts(ids, drafts), tools, gates, budgets, calls);
    this.workers = assembly.workers(driver, calls, held, claimant, streams, this::over);
    this.dispatcher =
        new Dispatcher(
            store.queue(),
            claimant,
            new ServedRuns(parts.tools(), parts.policies()),
            gates,
            workers,
            monotonic,
            options);
    this.health =
        new EngineHealth(
            store.queue()::backlog,
            this::load,
            gates::closed,
            options.workers().lease(),
            monotonic,
            parts.threads().newExecutor("health"));
    this.waits = new RunWaits(store.runs(), completions, monotonic, parts.threads());
    this.retention =
        new RetentionPass(
            store,
            options.retention(),
            monotonic,
            parts.time().pause(),
            claimant.worker(),
            report -> listeners.tell(listener -> listener.retained(report)));
    this.rounds =
        new Rounds(
            dispatcher,
            new LeaseKeeper(held, store.queue(), claimant.lease(), monotonic),
            workers,
            streams,
            gates,
            new Reaper(store.queue(), options, this::ended, dispatcher::workIsWaiting),
            new Sweeper(store, options),
            new RetentionRound(retention, options.retention(), monotonic, parts.random()),
            health,
            listeners,
            parts.time().pause());
    this.ownersTurn = new OwnersTurn(store, drafts, parts.time().clock());
    this.openCalls = new OpenCalls(store, drafts, parts.time().clock());
  }

  /** Starts the rounds, and listens for work. */
  public void start() {
    if (options.workers().slots() > 0) {
      ear = store.queue().listen(new Heard());
    }
    rounds.start(options, words);
  }

  /** In the place of {@link #start}: nothing is begun or looked after unless it is called for. */
  public RoundsByHand byHand() {
    dispatcher.onlyDispatch();
    return new RoundsByHand(dispatcher, rounds, held);
  }

  /** For a simulation, which starts no rounds either and lets a submit begin what it submits. */
  Rounds rounds() {
    return rounds;
  }

  /** Stores the run, and begins it at once if it may. */
  public TakenRun submit(Scope scope, RunSubmission submission) {
    boolean slot = dispatcher.takeSlot(submission.spec());
    CompletableFuture<RunOutcome> attempt = null;
    long asked = monotonic.nanos();
    try {
      SubmittedRun submitted =
          store.runs().submit(scope, slot ? submission.bornOf(claimant) : submission);
      listeners.tell(listener -> listener.runSubmitted(submitted.run()));
      Lease lease = submitted.lease();
      if (lease != null) {
        attempt = workers.begin(new LeasedRun(submitted.run(), lease), asked).outcome();
      } else {
        dispatcher.workIsWaiting();
      }
      if (submitted.interrupted() != null) {
        cancelled(submitted.interrupted());
      }
      return new TakenRun(submitted, attempt);
    } finally {
      if (slot && attempt == null) {
        dispatcher.free();
      }
    }
  }

  public Run cancel(Scope scope, RunId id) {
    Run run = store.runs().cancel(scope, id);
    cancelled(run);
    return run;
  }

  /** Runs have been cancelled with their thread: nothing of them can be read any more. */
  public void withdrawn(List<Run> runs) {
    for (Run run : runs) {
      held.interrupt(run.id(), Interruption.CANCEL);
      announce(run);
      streams.isOver(run);
    }
  }

  /** Stops the run at once if it is at work here, and tells those who wait for it if it is not. */
  private void cancelled(Run run) {
    if (run.status() == RunStatus.CANCELLING) {
      held.interrupt(run.id(), Interruption.CANCEL);
    } else {
      // Perhaps it was the next one's turn.
      dispatcher.workIsWaiting();
    }
    if (run.status().isFinal() && run.status() != RunStatus.CANCELLED) {
      // It had ended before, and those who listen were told then.
      completions.announce(run);
      settled(run);
    } else {
      ended(run);
    }
  }

  /** What the owner of the run has to answer before it goes on. */
  public List<RequiredCall> required(Run run) {
    return ownersTurn.required(run);
  }

  public Run answer(Run run, List<ToolAnswer> answers) {
    Run answered = ownersTurn.answer(run, answers);
    dispatcher.workIsWaiting();
    return answered;
  }

  public Run await(Scope scope, RunId id, Duration atMost) {
    return waits.await(scope, id, atMost);
  }

  public Run awaitStop(Scope scope, RunId id, Duration atMost) {
    return waits.awaitStop(scope, id, atMost);
  }

  /** As the other, without asking the store for what comes of {@link TakenRun#attempt}. */
  public Run await(
      Run submitted, @Nullable CompletableFuture<RunOutcome> attempt, Duration atMost) {
    return waits.await(submitted, attempt, atMost);
  }

  public Flow.Publisher<RunEvent> events(Scope scope, RunId id, long after) {
    return streams.events(scope, id, after);
  }

  public RetentionPass retention() {
    return retention;
  }

  public Health health() {
    return health.look(!dispatcher.isStopped());
  }

  /**
   * Takes no more runs, lets those under way end within the grace period, and hands the others
   * back.
   */
  @Override
  public void close() {
    dispatcher.stop();
    retention.stop();
    rounds.stopDispatching();
    try {
      // Heartbeats go on until nothing is held.
      if (!held.awaitNone(options.workers().grace())) {
        held.all().forEach(run -> run.interrupt(Interruption.STOP));
        if (!held.awaitNone(LAST_COMMITS)) {
          LOG.warn("{} runs do not stop; their leases run out", held.all().size());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ear.close();
      rounds.stop();
      health.close();
      summariser.close();
      workers.close();
      tools.close();
      streams.close();
    }
  }

  /** A run has been moved by somebody who was not at work on it. */
  private void ended(Run run) {
    announce(run);
    settled(run);
  }

  private void settled(Run run) {
    streams.isStored(run.id());
    openCalls.close(run);
  }

  private WorkerLoad load() {
    return new WorkerLoad(
        options.workers().slots(), held.all().size(), workers.leftBehind() + tools.leakedThreads());
  }

  private void announce(Run run) {
    completions.announce(run);
    if (run.status().isFinal()) {
      listeners.tell(listener -> listener.runEnded(run));
    }
  }

  /** What comes from other JVMs. */
  private final class Heard implements QueueListener {
    @Override
    public void workIsWaiting() {
      dispatcher.workIsWaiting();
    }

    @Override
    public void cancelAsked(RunId run) {
      held.interrupt(run, Interruption.CANCEL);
    }
  }

  /** A run is no longer held here. */
  private void over(HeldRun attempt, @Nullable Run run) {
    if (run != null) {
      announce(run);
    }
    dispatcher.free();
    SummaryUse summary = attempt.summaryUse();
    if (run != null && run.status().isFinal() && summary != null) {
      summariser.ask(run, summary);
    }
  }
}
