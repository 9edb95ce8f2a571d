package io.threadkeep.storage.jdbc;

import com.github.benmanes.caffeine.cache.Ticker;
import io.threadkeep.secrecy.Encryption;
import io.threadkeep.store.AssistantRecords;
import io.threadkeep.store.Budgets;
import io.threadkeep.store.Erasures;
import io.threadkeep.store.Jobs;
import io.threadkeep.store.MessageLog;
import io.threadkeep.store.MessageSearch;
import io.threadkeep.store.ModelGates;
import io.threadkeep.store.RunQueue;
import io.threadkeep.store.RunRecords;
import io.threadkeep.store.Summaries;
import io.threadkeep.store.ThreadRecords;
import io.threadkeep.store.ThreadRetention;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.store.ToolLedger;
import io.threadkeep.store.UsageRecords;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Threads in H2, PostgreSQL or MariaDB: which one, the connection tells. */
public final class JdbcThreadStore implements ThreadStore {

  /**
   * What tests put in the place of the machine's own.
   *
   * @param clock null for the database's
   * @param ticker how long keys are kept
   */
  record Seams(Backoff backoff, @Nullable DatabaseClock clock, Ticker ticker) {
    Seams(Backoff backoff, @Nullable DatabaseClock clock) {
      this(backoff, clock, Ticker.systemTicker());
    }

    static Seams system() {
      return new Seams(Backoff.system(), null);
    }
  }

  private final Pools pools;
  private final @Nullable PostgresEar ear;
  private final ThreadRecords threads;
  private final MessageLog messages;
  private final MessageSearch search;
  private final AssistantRecords assistants;
  private final RunRecords runs;
  private final RunQueue queue;
  private final ToolLedger toolCalls;
  private final ModelGates gates;
  private final @Nullable Encryption encryption;
  private final UsageRecords usage;
  private final Jobs jobs;
  private final ThreadRetention retention;
  private final Summaries summaries;
  private final Erasures erasures;
  private final Budgets budgets;

  /**
   * Opens a store with pools of its own, which {@link #close} closes.
   *
   * @throws UnsupportedDatabaseException if it is another database
   * @throws DatabaseInUseException if another process holds the H2 file
   * @throws io.threadkeep.store.SchemaException if the schema is newer, or older and may not be
   *     migrated
   */
  public static JdbcThreadStore open(JdbcOptions options) {
    return open(options, null, Seams.system());
  }

  /**
   * As {@link #open(JdbcOptions)}, with content that is sealed before it is stored.
   *
   * @param encryption null for none
   */
  public static JdbcThreadStore open(JdbcOptions options, @Nullable EncryptionOptions encryption) {
    return open(options, encryption, Seams.system());
  }

  /**
   * As {@link #open}, on the host's own pool; {@link #close} leaves it open.
   *
   * @throws io.threadkeep.error.InvalidInputException if its connections are not at READ COMMITTED,
   *     as MariaDB's are not by themselves
   */
  public static JdbcThreadStore on(DataSource source) {
    return on(source, true, true);
  }

  /**
   * As {@link #on(DataSource)}.
   *
   * @param migrate whether an older schema is brought up to date; else it is refused
   * @param listen whether one of the pool's connections is kept to hear other processes, if the
   *     pool's connections are PostgreSQL's own
   */
  public static JdbcThreadStore on(DataSource source, boolean migrate, boolean listen) {
    return new JdbcThreadStore(Pools.of(source, listen), migrate, null, Seams.system());
  }

  /**
   * As the other, with content that is sealed before it is stored.
   *
   * @param encryption null for none
   */
  public static JdbcThreadStore on(
      DataSource source, boolean migrate, boolean listen, @Nullable EncryptionOptions encryption) {
    return new JdbcThreadStore(Pools.of(source, listen), migrate, encryption, Seams.system());
  }

  static JdbcThreadStore open(JdbcOptions options, Seams seams) {
    return open(options, null, seams);
  }

  static JdbcThreadStore open(
      JdbcOptions options, @Nullable EncryptionOptions encryption, Seams seams) {
    Pools pools = Pools.open(options, seams.backoff());
    try {
      return new JdbcThreadStore(pools, options.migrate(), encryption, seams);
    } catch (RuntimeException e) {
      pools.owned().run();
      throw e;
    }
  }

  JdbcThreadStore(Pools pools, boolean migrate, Seams seams) {
    this(pools, migrate, null, seams);
  }

  JdbcThreadStore(Pools pools, boolean migrate, @Nullable EncryptionOptions options, Seams seams) {
    this.pools = pools;
    Dialect dialect = Dialect.of(PoolCheck.database(pools.work(), seams.backoff()));
    DatabaseClock clock = seams.clock() == null ? dialect.clock() : seams.clock();
    Transactions work = new Transactions(pools.work(), dialect, seams.backoff());
    Transactions beats = new Transactions(pools.heartbeats(), dialect, seams.backoff());
    new Migration(work, dialect).run(migrate);

    this.ear =
        pools.ear() != null && dialect.tells()
            ? new PostgresEar(pools.ear(), seams.backoff().pause())
            : null;
    Sealing sealing = Sealing.of(options, work, clock, seams.ticker());
    this.encryption = sealing.encryption();
    Tables tables = Tables.of(dialect, clock, sealing.seals());
    this.threads = new JdbcThreads(work, tables);
    this.messages = new JdbcMessageLog(work, tables);
    this.search = new JdbcMessageSearch(work, tables, SearchBounds.DEFAULT);
    this.assistants = new JdbcAssistants(work, tables);
    this.runs = new JdbcRuns(work, tables);
    this.queue =
        new JdbcQueue(
            new JdbcQueue.Lanes(work, beats, ear),
            dialect,
            clock,
            tables,
            new PassedOver(seams.ticker()));
    this.toolCalls = new JdbcToolLedger(work, tables);
    this.gates = new JdbcModelGates(work, tables.gates());
    this.usage = new JdbcUsage(work, tables.usage());
    JobRows jobRows = new JobRows(clock);
    this.jobs = new JdbcJobs(work, jobRows);
    this.retention = new JdbcRetention(work, new RetentionWalk(tables, dialect, clock), jobRows);
    this.summaries = new JdbcSummaries(work, tables);
    this.erasures = new JdbcErasures(work, tables, new ErasureRows(clock));
    this.budgets = new JdbcBudgets(work, tables);
  }

  @Override
  public ThreadRecords threads() {
    return threads;
  }

  @Override
  public MessageLog messages() {
    return messages;
  }

  @Override
  public MessageSearch search() {
    return search;
  }

  @Override
  public AssistantRecords assistants() {
    return assistants;
  }

  @Override
  public RunRecords runs() {
    return runs;
  }

  @Override
  public RunQueue queue() {
    return queue;
  }

  @Override
  public ToolLedger toolCalls() {
    return toolCalls;
  }

  @Override
  public ModelGates gates() {
    return gates;
  }

  @Override
  public Optional<Encryption> encryption() {
    return Optional.ofNullable(encryption);
  }

  @Override
  public UsageRecords usage() {
    return usage;
  }

  @Override
  public Jobs jobs() {
    return jobs;
  }

  @Override
  public Erasures erasures() {
    return erasures;
  }

  @Override
  public ThreadRetention retention() {
    return retention;
  }

  @Override
  public Summaries summaries() {
    return summaries;
  }

  @Override
  public Budgets budgets() {
    return budgets;
  }

  /** Closes the pools that this store opened. */
  @Override
  public void close() {
    if (ear != null) {
      ear.close();
    }
    pools.owned().run();
  }
}
