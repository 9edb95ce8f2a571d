package io.threadkeep.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Conversation;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.id.RunId;
import io.threadkeep.run.RunStatus;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application does by itself, and a command line must not. */
class LeftAloneTest {
  @TempDir private Path directory;

  @Test
  void runsThatWaitAreNotCarriedOut() {
    Shell shell = Shell.in(directory);
    RunId run;
    try (Threadkeep keep = shell.with("threadkeep.workers.slots", "0").application()) {
      run = submit(keep);
    }

    assertThat(shell.run("threads", "-Dthreadkeep.workers.slots=4").exitCode()).isZero();

    try (Threadkeep keep = shell.with("threadkeep.workers.slots", "0").application()) {
      assertThat(keep.runs().get(run).status()).isEqualTo(RunStatus.QUEUED);
    }
  }

  private static RunId submit(Threadkeep keep) {
    Assistant assistant = keep.assistants().create(NewAssistant.named("Echo").model("any"));
    Conversation chat = keep.conversations().start();
    chat.say("Hello.");
    return chat.run(assistant).id();
  }

  @Test
  void nothingIsClearedAwayAndNoRuleIsApplied() throws SQLException {
    Shell shell = Shell.in(directory).with("threadkeep.retention.every", "1s");
    try (Threadkeep keep = shell.application()) {
      Conversation chat = keep.conversations().start();
      chat.say("Hello.");
      String unused = keep.conversations().start().id().value();
      keep.conversations().delete(chat.id(), Duration.ofNanos(1_000));
    }
    Path rules = TextFile.in(directory, "rules.conf", RetentionAndErasureTest.RULES);

    ThreadNames names = new ThreadNames();
    assertThat(shell.run(names, "threads", "--json", "--config", rules.toString())).isZero();

    assertThat(names.whilePrinting).isNotEmpty().doesNotContain("threadkeep-retention");
    assertThat(messagesStored()).isOne();
  }

  /** Listens in on what is printed, which is while the database is open. */
  private static final class ThreadNames extends ByteArrayOutputStream {
    private final Set<String> whilePrinting = new HashSet<>();

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      super.write(bytes, from, length);
      Thread.getAllStackTraces().keySet().forEach(thread -> whilePrinting.add(thread.getName()));
    }
  }

  private int messagesStored() throws SQLException {
    String url = "jdbc:h2:async:" + directory.resolve("threadkeep").toAbsolutePath();
    try (Connection connection = DriverManager.getConnection(url);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from tk_messages")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
