package io.threadkeep;

import io.threadkeep.context.ContextPolicies;
import io.threadkeep.context.PromptSizes;
import io.threadkeep.id.IdSource;
import io.threadkeep.id.Scope;
import io.threadkeep.internal.engine.EngineParts;
import io.threadkeep.internal.engine.EngineTime;
import io.threadkeep.internal.engine.MessageDrafts;
import io.threadkeep.internal.engine.RunEngine;
import io.threadkeep.internal.time.SystemTime;
import io.threadkeep.internal.worker.ThreadSource;
import io.threadkeep.internal.worker.WorkerThreads;
import io.threadkeep.observe.Health;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.retention.ErasureReceipt;
import io.threadkeep.secrecy.Encryption;
import io.threadkeep.secrecy.EncryptionOffException;
import io.threadkeep.tool.ToolBox;
import java.time.InstantSource;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The front door: conversations, assistants and runs, on one storage and one transport.
 *
 * <p>Open one for the life of the application, and close it; it is safe for use by many threads.
 * Without a scope, work is done in {@link Scope#DEFAULT}: a host with tenants or users names
 * theirs.
 */
public final class Threadkeep implements AutoCloseable {
  private final Foundations foundations;
  private final RunEngine engine;
  private final Desk desk;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Threadkeep(
      Foundations foundations, EngineOptions options, EngineTime time, ThreadSource threads) {
    InstantSource clock = time.clock();
    IdSource ids = new IdSource(clock, foundations.random());
    MessageDrafts drafts = new MessageDrafts(ids, clock, new PromptSizes(foundations.tokens()));
    ContextPolicies policies = ContextPolicies.builtIn().with(foundations.policies());
    policies.check(options.limits().context());
    EngineParts parts =
        new EngineParts(
            foundations.store(),
            foundations.transport(),
            foundations.tools(),
            foundations.tokens(),
            policies,
            foundations.random(),
            time,
            threads,
            foundations.listeners());
    this.foundations = foundations;
    this.engine = new RunEngine(parts, options, ids, drafts);
    this.desk =
        new Desk(
            foundations.store(), engine, ids, clock, drafts, options, policies, parts.windows());
  }

  /**
   * From {@code reference.conf}, {@code application.conf}, system properties and {@code
   * THREADKEEP_*} variables, later ones first.
   */
  public static Threadkeep open() {
    return open(Map.of());
  }

  /**
   * As {@link #open()}, but {@code settings} win over everything else: {@code
   * Map.of("threadkeep.storage", "memory")}.
   */
  public static Threadkeep open(Map<String, String> settings) {
    return open(settings, ToolBox.none());
  }

  /** As {@link #open(Map)}, with tools that this JVM's workers carry out. */
  public static Threadkeep open(Map<String, String> settings, ToolBox tools) {
    return ServiceLoader.load(Opener.class, Threadkeep.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No Opener is on the class path."))
        .open(settings, tools);
  }

  /**
   * From parts that the host has made itself, and with workers that start at once. A test that has
   * time and work in its own hands begins at {@link ManualWorker}.
   */
  public static Threadkeep on(Foundations foundations, EngineOptions options) {
    EngineTime time =
        new EngineTime(
            SystemTime.toMicros(foundations.clock()),
            SystemTime.monotonic(),
            SystemTime.pause(),
            SystemTime.alarms());
    Threadkeep threadkeep = new Threadkeep(foundations, options, time, new WorkerThreads());
    threadkeep.engine.start();
    return threadkeep;
  }

  /** From parts that the host has made itself, for a worker that is yet to be told what to do. */
  static Threadkeep byHand(
      Foundations foundations, EngineOptions options, EngineTime time, ThreadSource threads) {
    return new Threadkeep(foundations, options, time, threads);
  }

  RunEngine engine() {
    return engine;
  }

  public Conversations conversations() {
    return conversations(Scope.DEFAULT);
  }

  public Conversations conversations(Scope scope) {
    return new Conversations(desk, scope);
  }

  public Assistants assistants() {
    return assistants(Scope.DEFAULT);
  }

  public Assistants assistants(Scope scope) {
    return new Assistants(desk, scope);
  }

  public RunExecutor runs() {
    return runs(Scope.DEFAULT);
  }

  public RunExecutor runs(Scope scope) {
    return new RunExecutor(desk, scope);
  }

  public Transfers transfers() {
    return transfers(Scope.DEFAULT);
  }

  public Transfers transfers(Scope scope) {
    return new Transfers(desk, scope, foundations.tokens());
  }

  public UsageAccount usage() {
    return usage(Scope.DEFAULT);
  }

  /** What the scope has used, and what that costs. */
  public UsageAccount usage(Scope scope) {
    return new UsageAccount(desk, scope);
  }

  /**
   * Erases all that a user of a tenant has, or, of a scope without a user, all that the tenant and
   * its users have, with its assistants and data keys: threads in every state with what hangs on
   * them, and idempotency keys. In batches, for good, and with a receipt that names nobody. Broken
   * off and called again, it comes to the same end and the same receipt.
   *
   * <p>What is begun meanwhile is erased too if a batch still finds it; it is over when one finds
   * nothing. Who is to have nothing afterwards is kept from beginning anything first. Where content
   * is sealed, what other processes write for the tenant within five minutes is lost with its keys.
   */
  public ErasureReceipt erase(Scope scope) {
    return erase(scope, receipt -> {});
  }

  /**
   * @param progress hears of every batch, on the calling thread
   */
  public ErasureReceipt erase(Scope scope, Consumer<ErasureReceipt> progress) {
    return Erasing.everything(desk, scope, null, progress);
  }

  /** The rules for how long threads stay, applied by hand; to the whole storage. */
  public Retention retention() {
    return new Retention(engine.retention());
  }

  /**
   * The data keys that content is sealed with, of all tenants.
   *
   * @throws EncryptionOffException if content is not sealed
   */
  public Encryption encryption() {
    return foundations.store().encryption().orElseThrow(EncryptionOffException::new);
  }

  /**
   * What this JVM's workers can carry out; an assistant lists the {@code definitions()} it may use.
   */
  public ToolBox tools() {
    return foundations.tools();
  }

  /** Reads context policies from their written form: Threadkeep's own, and the host's. */
  public ContextPolicies policies() {
    return desk.policies();
  }

  /** How it is; asks the storage, and waits for its answer for two seconds at most. */
  public Health health() {
    return engine.health();
  }

  /**
   * Lets runs under way end within the grace period, hands the others back, and closes transport
   * and store.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      engine.close();
    } finally {
      try {
        foundations.transport().close();
      } finally {
        foundations.store().close();
      }
    }
  }
}
