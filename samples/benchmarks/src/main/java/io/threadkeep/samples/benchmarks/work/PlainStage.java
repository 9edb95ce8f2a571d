package io.threadkeep.samples.benchmarks.work;

import io.threadkeep.samples.benchmarks.place.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** The baseline: JDBC and nothing else, a connection for each caller, statements prepared once. */
final class PlainStage implements Stage {
  private static final int BATCH = 1_000;

  private final Database database;
  private final boolean withRuns;
  private final AtomicLong threads = new AtomicLong();
  private final AtomicLong runs = new AtomicLong();
  private final Queue<Connection> connections = new ConcurrentLinkedQueue<>();

  /**
   * @param withRuns whether each turn is a run, with a row that is queued, leased and ended
   */
  PlainStage(Database database, boolean withRuns) throws SQLException {
    this.database = database;
    this.withRuns = withRuns;
    PlainSchema.create(database);
  }

  @Override
  public Chat begin(int messages) throws SQLException {
    long thread = threads.incrementAndGet();
    try (Connection connection = database.connect();
        PreparedStatement begin =
            connection.prepareStatement("insert into plain_threads values (?, ?)");
        PreparedStatement append =
            connection.prepareStatement("insert into plain_messages values (?, ?, ?, ?, 0)")) {
      begin.setLong(1, thread);
      begin.setLong(2, messages);
      begin.executeUpdate();
      connection.setAutoCommit(false);
      for (int position = 1; position <= messages; position++) {
        append.setLong(1, thread);
        append.setLong(2, position);
        append.setString(3, "user");
        append.setString(4, Texts.question(-position));
        append.addBatch();
        if (position % BATCH == 0 || position == messages) {
          append.executeBatch();
          connection.commit();
        }
      }
    }
    return new PlainChat(thread, new AtomicLong());
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : connections) {
      connection.close();
    }
  }

  private final class PlainChat implements Chat {
    private final long thread;
    private final AtomicLong turns;

    PlainChat(long thread, AtomicLong turns) {
      this.thread = thread;
      this.turns = turns;
    }

    @Override
    public Turn caller() throws SQLException {
      Connection connection = database.connect();
      connections.add(connection);
      PlainWrites writes = PlainWrites.on(database, connection);
      PlainReads reads = new PlainReads(connection);
      PreparedStatement lease =
          connection.prepareStatement(
              "update plain_runs set status = 'in_progress', worker = ?, lease_until = ?"
                  + " where id = ? and status = 'queued'");
      return withRuns ? () -> run(writes, lease, reads) : () -> turn(writes, reads);
    }

    private Object turn(PlainWrites writes, PlainReads reads) throws SQLException {
      long turn = turns.incrementAndGet();
      writes.say(thread, "user", Texts.question(turn));
      List<String> window = reads.window(thread, PlainReads.WINDOW);
      writes.say(thread, "assistant", Texts.reply(turn));
      return window;
    }

    private Object run(PlainWrites writes, PreparedStatement lease, PlainReads reads)
        throws SQLException {
      long turn = turns.incrementAndGet();
      long run = runs.incrementAndGet();
      writes.submit(thread, run, Texts.question(turn));
      lease.setString(1, "worker");
      lease.setLong(2, System.currentTimeMillis());
      lease.setLong(3, run);
      lease.executeUpdate();
      List<String> window = reads.window(thread, PlainReads.WINDOW);
      writes.complete(thread, run, "worker", Texts.reply(turn));
      return window;
    }

    @Override
    public boolean isWhole(int turns) throws SQLException {
      try (Connection connection = database.connect()) {
        return Texts.areWholePairs(
            new PlainReads(connection).window(thread, Integer.MAX_VALUE), turns);
      }
    }

    @Override
    public void delete() throws SQLException {
      try (Connection connection = database.connect();
          var statement = connection.createStatement()) {
        for (String table : List.of("plain_messages where thread_", "plain_threads where ")) {
          statement.execute("delete from " + table + "id = " + thread);
        }
      }
    }
  }
}
