package io.threadkeep.storage.jdbc;

import io.threadkeep.id.Scope;
import io.threadkeep.run.Lease;
import io.threadkeep.run.Run;
import java.util.Optional;

/**
 * One of each table, for the roles that are made of them. Content is read and written through those
 * of its tenant: {@link #in}, {@link #of(String)} or {@link #of(Lease)}.
 */
record Tables(
    ThreadRows threads,
    ThreadLifeRows life,
    ThreadMetadataRows threadMetadata,
    MessageRows messages,
    SourceRows sources,
    AssistantRows assistants,
    RunTables runs,
    KeyRows keys,
    GateRows gates,
    UsageRows usage,
    SummaryRows summaries,
    SearchTables search,
    BudgetRows budgets,
    ReservationRows reservations,
    Seals seals) {

  /** What messages are found by. */
  record SearchTables(MessageWordRows words, UnreadThreads unread) {}

  /** What belongs to runs. */
  record RunTables(
      RunRows rows,
      DueRuns due,
      RunRow row,
      RunsOfThreads ofThreads,
      RunMoves moves,
      FairQueue queue,
      WaitingRuns waiting,
      StepRows steps,
      ToolCallRows calls,
      EventRows events) {

    private RunTables with(Seal seal) {
      return new RunTables(
          rows,
          due,
          new RunRow(seal),
          ofThreads,
          moves,
          queue,
          waiting,
          steps.with(seal),
          calls.with(seal),
          events.with(seal));
    }
  }

  static Tables of(Dialect dialect, DatabaseClock clock, Seals seals) {
    Seal seal = seals.ofNobody();
    // Hashes of words would tell what is sealed.
    Optional<WordIndex> index = seals.isOff() ? dialect.wordIndex() : Optional.empty();
    ThreadRows threads = new ThreadRows(dialect, clock);
    FairQueue queue = new FairQueue(dialect, clock);
    return new Tables(
        threads,
        new ThreadLifeRows(threads, dialect, clock),
        new ThreadMetadataRows(),
        new MessageRows(dialect, seal),
        new SourceRows(dialect),
        new AssistantRows(dialect, seal),
        new RunTables(
            new RunRows(dialect),
            new DueRuns(dialect, clock),
            new RunRow(seal),
            new RunsOfThreads(),
            new RunMoves(dialect, clock),
            queue,
            new WaitingRuns(dialect, queue, threads),
            new StepRows(dialect, seal),
            new ToolCallRows(clock, seal),
            new EventRows(dialect, clock, seal)),
        new KeyRows(dialect, clock, seal),
        new GateRows(clock),
        new UsageRows(),
        new SummaryRows(dialect, seal),
        new SearchTables(new MessageWordRows(dialect, index), new UnreadThreads(dialect)),
        new BudgetRows(clock),
        new ReservationRows(clock),
        seals);
  }

  /** The logs of threads as a whole. */
  LogReading logs() {
    return new LogReading(messages, sources);
  }

  Tables in(Scope scope) {
    return of(scope.tenant());
  }

  Tables of(String tenant) {
    return with(seals.of(tenant));
  }

  /** Not for inside a transaction: it may ask the database whose run it is. */
  Tables of(Lease lease) {
    return with(seals.of(lease));
  }

  /** Takes note of whose run it is, for {@link #of(Lease)}. */
  void note(Run run) {
    seals.note(run);
  }

  private Tables with(Seal seal) {
    return seal == Seal.NONE
        ? this
        : new Tables(
            threads,
            life,
            threadMetadata,
            messages.with(seal),
            sources,
            assistants.with(seal),
            runs.with(seal),
            keys.with(seal),
            gates,
            usage,
            summaries.with(seal),
            search,
            budgets,
            reservations,
            seals);
  }
}
