package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.Operations.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.event.EventBody;
import io.threadkeep.id.Scope;
import io.threadkeep.kit.Canaries;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.Samples;
import io.threadkeep.kit.Trial;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.store.MadeSummary;
import io.threadkeep.store.NewEvents;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Dumps every table of the database, whatever this code knows of it, and looks for what a user has
 * said: it is there before an erasure, or a withdrawal, and nowhere after it.
 */
class ErasedTextTest {
  private static final Scope USER = Scope.user("acme", "canary-user-tweets");
  private static final Scope OTHER = Scope.user("acme", "other");

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void nothingIsLeftOfWhatAUserHasSaid(DatabaseServer server) throws SQLException {
    DatabaseAddress database = server.fresh();
    Samples samples = new Samples(new ManualClock());
    Canaries canaries = new Canaries(samples);
    try (ThreadStore store = JdbcThreadStore.open(database.options())) {
      canaries.fly(store, USER);
      var kept = store.threads().create(samples.thread(OTHER), null);
      store.messages().append(OTHER, kept.id(), samples.drafts("stays-where-it-is"), null);
      String before = dump(database);
      assertThat(before).contains(canaries.words()).contains("canary-user-tweets");
      assertThat(before).contains("stays-where-it-is");
      while (store.erasures().erase(USER, null, 3).receipt().endedAt() == null) {
        // Batch by batch.
      }
      assertThat(dump(database))
          .contains("stays-where-it-is")
          .contains("tk_erasures")
          .doesNotContain("canary")
          .doesNotContain("tweets");
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void nothingIsLeftOfWhatWasWithdrawn(DatabaseServer server) throws SQLException {
    JdbcHarness harness = new JdbcHarness(Optional.of(server));
    try (harness;
        Trial trial = new Trial(harness)) {
      LeasedRun leased = trial.submitAndClaim();
      ChatThread thread = trial.threadOf(leased.run());
      MessageDraft reply =
          trial
              .samples()
              .draftBy(leased.run().id(), "canary-tweets")
              .withMetadata(Metadata.of("mood", "canary-happy"));
      EventBody told = new EventBody.TextDelta(reply.id(), "canary-tweets");
      trial.commit(
          leased,
          RunCommit.of(RunMove.COMPLETE).telling(new NewEvents(0, List.of(told))).saying(reply));
      MadeSummary made = trial.samples().summary(thread.id(), "model", 2, "canary-tweets");
      trial.store().summaries().add(ANN, made, Samples.NO_BASIS);
      trial.store().search().search(ANN, SearchQuery.of("canary"), PageRequest.newestFirst());
      assertThat(dump(harness.address())).contains("canary-tweets").contains("canary-happy");
      trial.store().messages().withdraw(ANN, thread.id(), reply.withdrawn(0));
      assertThat(dump(harness.address())).contains(reply.id().value()).doesNotContain("canary");
    }
  }

  /** All columns of all rows of all tables of ours, as the database itself lists them. */
  private static String dump(DatabaseAddress database) throws SQLException {
    StringBuilder dump = new StringBuilder();
    try (Connection connection = database.connect()) {
      for (String table : tables(connection)) {
        dump.append(table).append('\n');
        try (var statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("select * from " + table)) {
          int columns = rows.getMetaData().getColumnCount();
          while (rows.next()) {
            for (int column = 1; column <= columns; column++) {
              dump.append(rows.getString(column)).append(" | ");
            }
            dump.append('\n');
          }
        }
      }
    }
    return dump.toString();
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet found =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), connection.getSchema(), "%", null)) {
      while (found.next()) {
        String name = found.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
        if (name.startsWith("tk_") && found.getString("TABLE_TYPE").contains("TABLE")) {
          tables.add(name);
        }
      }
    }
    assertThat(tables).hasSizeGreaterThan(10);
    return tables;
  }
}
