package io.threadkeep.storage.jdbc;

/** One of each table, for the roles that are made of them. */
record Tables(
    ThreadRows threads,
    ThreadMetadataRows threadMetadata,
    MessageRows messages,
    AssistantRows assistants,
    RunTables runs,
    KeyRows keys,
    GateRows gates) {

  /** What belongs to runs. */
  record RunTables(
      RunRows rows,
      RunMoves moves,
      FairQueue queue,
      WaitingRuns waiting,
      StepRows steps,
      ToolCallRows calls,
      EventRows events) {}

  static Tables of(Dialect dialect, DatabaseClock clock) {
    ThreadRows threads = new ThreadRows(dialect, clock);
    FairQueue queue = new FairQueue(dialect, clock);
    return new Tables(
        threads,
        new ThreadMetadataRows(),
        new MessageRows(dialect),
        new AssistantRows(dialect),
        new RunTables(
            new RunRows(dialect, clock),
            new RunMoves(dialect, clock),
            queue,
            new WaitingRuns(dialect, queue, threads),
            new StepRows(dialect),
            new ToolCallRows(clock),
            new EventRows(dialect, clock)),
        new KeyRows(dialect, clock),
        new GateRows(clock));
  }
}
