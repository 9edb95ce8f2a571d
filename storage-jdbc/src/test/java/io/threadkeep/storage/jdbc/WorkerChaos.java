package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.kit.Chaos;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three worker JVMs on one database, again and again one of them killed with -9 or stopped for
 * longer than its lease in the middle of its runs: every question gets one reply, every note is
 * taken at most once, and nothing is left behind. {@code -Pchaos} does it two hundred times each.
 */
abstract class WorkerChaos {
  private static final int KILLS = Chaos.times(8, 200);
  private static final int PAUSES = Chaos.times(3, 100);

  /** More model calls than replies: a kill costs those that it hits. */
  private static final double WASTE = 1.2;

  @TempDir Path directory;

  private final String database;
  private final Optional<DatabaseServer> server;

  WorkerChaos(String database, Optional<DatabaseServer> server) {
    this.database = database;
    this.server = server;
  }

  @Test
  void everyRunEndsOnce() throws Exception {
    Assumptions.assumeTrue(server.isPresent(), "not on this machine");
    History history = new History(directory.resolve("history"));
    try (ChaosCrowd crowd =
        ChaosCrowd.start(server.orElseThrow().fresh(), history, KILLS, PAUSES)) {
      crowd.rage();
      ChaosReport report = crowd.report();
      System.out.println(database + ": " + report);
      assertThat(report.lost()).as("runs without their reply").isEmpty();
      assertThat(report.doubled()).as("threads with too much in them").isEmpty();
      assertThat(report.notesTakenTwice()).isEmpty();
      assertThat(report.callsPerRun()).isBetween(1.0, WASTE);
    }
  }
}
