package io.threadkeep.internal.engine;

import io.threadkeep.context.PromptSizes;
import io.threadkeep.event.RunEvent;
import io.threadkeep.id.IdSource;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.internal.stream.Streams;
import io.threadkeep.internal.time.MonotonicClock;
import io.threadkeep.internal.tool.ToolRunner;
import io.threadkeep.observe.EngineSample;
import io.threadkeep.observe.Health;
import io.threadkeep.observe.WorkerLoad;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.options.RunLimits;
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
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
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
  private final ServedTools served;
  private final Listeners listeners;
  private final EngineHealth health;
  private final GateKeeper gates;
  private final Workers workers;
  private final ToolRunner tools;
  private final RunWaits waits;
  private final LeaseKeeper leases;
  private final Reaper reaper;
  private final OwnersTurn ownersTurn;
  private final OpenCalls openCalls;
  private final Streams streams;
  private final Completions completions = new Completions();
  private final HeldRuns held = new HeldRuns();
  private final Semaphore slots;
  private final Signal work = new Signal();
  private final Signal words = new Signal();
  private final EngineLoops dispatching = new EngineLoops();
  private final EngineLoops minding = new EngineLoops();

  /** Whether runs may be waiting that no slot was free for. */
  private volatile boolean backlog = true;

  private volatile boolean closing;

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
    this.served = new ServedTools(parts.tools());
    this.slots = new Semaphore(options.workers().slots());
    this.streams =
        new Streams(store, held::streams, parts.time().alarms(), parts.threads(), words::raise);
    this.tools =
        new ToolRunner(parts.tools(), options.tools(), parts.time().alarms(), parts.threads());
    this.listeners = new Listeners(parts.listeners(), monotonic);
    this.gates =
        new GateKeeper(
            store.gates(),
            options.gates().limits(),
            options.limits().backoff(),
            new GateKeeper.Time(monotonic, parts.time().pause(), parts.random()),
            listeners);
    this.workers = workers(parts, options, new CommitDrafts(ids, parts.time().clock(), drafts));
    this.health =
        new EngineHealth(
            store.queue()::backlog,
            this::load,
            gates::closed,
            options.workers().lease(),
            monotonic,
            parts.threads().newExecutor("health"));
    this.waits = new RunWaits(store.runs(), completions, monotonic);
    this.leases = new LeaseKeeper(held, store.queue(), claimant.lease(), monotonic);
    this.reaper = new Reaper(store.queue(), options, this::ended, this::workIsWaiting);
    this.ownersTurn = new OwnersTurn(store, drafts, parts.time().clock());
    this.openCalls = new OpenCalls(store, drafts, parts.time().clock());
  }

  private Workers workers(EngineParts parts, EngineOptions options, CommitDrafts drafts) {
    RunLimits limits = options.limits();
    RunMachine machine =
        new RunMachine(
            limits.modelTimeout(),
            RoundBounds.of(options.tools()),
            new RetryRule(limits.maxAttempts(), limits.backoff(), parts.random()),
            drafts);
    PatientWrites writes = new PatientWrites(parts.time().pause());
    ToolHands hands =
        new ToolHands(
            store.toolCalls(),
            parts.tools(),
            tools,
            options.tools().parallel(),
            writes,
            parts.threads(),
            listeners);
    ModelCalls calls = new ModelCalls(limits.modelTimeout(), monotonic);
    PromptSizes sizes = new PromptSizes(parts.tokens());
    GatedModel model = new GatedModel(parts.transport(), gates, listeners);
    RunDriver driver = new RunDriver(machine, store, model, sizes, writes, hands, calls, listeners);
    return new Workers(
        driver,
        calls,
        held,
        claimant,
        monotonic,
        streams,
        parts.threads().newExecutor("run"),
        listeners,
        this::over);
  }

  /** Starts the threads that call the rounds; without them a test calls the rounds itself. */
  public void start() {
    Duration heartbeat = options.workers().heartbeat();
    if (options.workers().slots() > 0) {
      ear = store.queue().listen(new Heard());
      dispatching.start("dispatcher", work, options.workers().poll(), this::dispatch);
      minding.start("heartbeat", new Signal(), heartbeat, this::beat);
      minding.start("event-writer", words, options.events().flush(), streams::flush);
      minding.start("gate-keeper", new Signal(), options.workers().poll(), this::refreshGates);
      minding.start("watch", new Signal(), heartbeat.dividedBy(4), this::watch);
    }
    if (!listeners.isEmpty()) {
      minding.start("sampler", new Signal(), heartbeat, this::sample);
    }
    minding.start("reaper", new Signal(), heartbeat.dividedBy(2), this::reap);
  }

  /**
   * Stores the run, and begins it at once if its tools are here, a slot is free and nobody is known
   * to wait.
   */
  public SubmittedRun submit(Scope scope, RunSubmission submission) {
    String model = submission.spec().settings().model();
    boolean mayBegin = !closing && !backlog && claimant.maxRunningOfUser() == 0;
    boolean slot =
        mayBegin
            && served.serves(submission.spec())
            && !gates.isClosed(model)
            && slots.tryAcquire();
    boolean begun = false;
    long asked = monotonic.nanos();
    try {
      SubmittedRun submitted =
          store.runs().submit(scope, slot ? submission.bornOf(claimant) : submission);
      listeners.tell(listener -> listener.runSubmitted(submitted.run()));
      Lease lease = submitted.lease();
      if (lease != null) {
        begun = true;
        workers.begin(new LeasedRun(submitted.run(), lease), asked);
      } else {
        workIsWaiting();
      }
      if (submitted.interrupted() != null) {
        cancelled(submitted.interrupted());
      }
      return submitted;
    } finally {
      if (slot && !begun) {
        slots.release();
      }
    }
  }

  public Run cancel(Scope scope, RunId id) {
    Run run = store.runs().cancel(scope, id);
    cancelled(run);
    return run;
  }

  /** Stops the run at once if it is at work here, and tells those who wait for it if it is not. */
  private void cancelled(Run run) {
    if (run.status() == RunStatus.CANCELLING) {
      held.interrupt(run.id(), Interruption.CANCEL);
    }
    ended(run);
  }

  /** What the owner of the run has to answer before it goes on. */
  public List<RequiredCall> required(Run run) {
    return ownersTurn.required(run);
  }

  public Run answer(Run run, List<ToolAnswer> answers) {
    Run answered = ownersTurn.answer(run, answers);
    workIsWaiting();
    return answered;
  }

  public Run await(Scope scope, RunId id, Duration atMost) {
    return waits.await(scope, id, atMost);
  }

  public Run awaitStop(Scope scope, RunId id, Duration atMost) {
    return waits.awaitStop(scope, id, atMost);
  }

  public Flow.Publisher<RunEvent> events(Scope scope, RunId id, long after) {
    return streams.events(scope, id, after);
  }

  /** Extends the leases of what is held here. */
  void beat() {
    leases.beat();
    health.heartbeat();
  }

  /** Tells those who listen how things stand. */
  void sample() {
    EngineSample sample = health.sample();
    listeners.tell(listener -> listener.sampled(sample));
  }

  public Health health() {
    return health.look(!closing);
  }

  /** Frees what others have left behind. */
  void reap() {
    reaper.reap();
  }

  /** Learns which models other processes have found not to be called for a time. */
  void refreshGates() {
    gates.refresh();
  }

  /** Looks after runs that get nowhere: without a lease, out of time, or stuck in a call. */
  void watch() {
    leases.watch();
    workers.watch();
  }

  /** Claims as many waiting runs as there are free slots, and begins them. */
  void dispatch() {
    int free = closing ? 0 : slots.drainPermits();
    if (free == 0) {
      return;
    }
    List<LeasedRun> claimed = List.of();
    boolean more = true;
    // Lowered before the look and only ever raised after it: a submit in between is not forgotten.
    backlog = false;
    long asked = monotonic.nanos();
    try {
      claimed = store.queue().claim(claimant.unserved(served.unserved()), free);
      more = claimed.size() == free;
    } finally {
      if (more) {
        backlog = true;
      }
      slots.release(free - claimed.size());
    }
    for (LeasedRun leased : claimed) {
      if (served.serves(leased.run().spec())) {
        gates.claimed(leased.run().spec().settings().model(), asked);
        workers.begin(leased, asked);
      } else {
        workers.handBack(leased, asked);
      }
    }
  }

  /**
   * Takes no more runs, lets those under way end within the grace period, and hands the others
   * back.
   */
  @Override
  public void close() {
    closing = true;
    dispatching.close();
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
      minding.close();
      workers.close();
      tools.close();
      streams.close();
    }
  }

  /** A run has been moved by somebody who was not at work on it. */
  private void ended(Run run) {
    announce(run);
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

  private void workIsWaiting() {
    backlog = true;
    work.raise();
  }

  /** What comes from other JVMs. */
  private final class Heard implements QueueListener {
    @Override
    public void workIsWaiting() {
      RunEngine.this.workIsWaiting();
    }

    @Override
    public void cancelAsked(RunId run) {
      held.interrupt(run, Interruption.CANCEL);
    }
  }

  /** A run is no longer held here. */
  private void over(@Nullable Run run) {
    if (run != null) {
      announce(run);
    }
    slots.release();
    // Where users are held to a number of runs, the end of one lets another of theirs begin.
    if (backlog || claimant.maxRunningOfUser() > 0) {
      work.raise();
    }
  }
}
