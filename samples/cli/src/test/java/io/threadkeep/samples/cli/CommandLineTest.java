package io.threadkeep.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Threadkeep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
  private static Path directory = Path.of(".");
  private static Shell shell = Shell.in(Path.of("."));
  private static String thread = "";

  @BeforeAll
  static void open(@TempDir Path shared) {
    directory = shared;
    shell = Shell.in(directory);
    try (Threadkeep keep = shell.application()) {
      thread = keep.conversations().start().id().value();
    }
  }

  @Test
  void whatIsNotThereIsSaidInOneLineAndFails() {
    Shell.Result missing = shell.run("show", thread, "--user", "bert");

    assertThat(missing.exitCode()).isOne();
    assertThat(missing.err().lines()).singleElement().asString().contains(thread);
    assertThat(missing.out()).isEmpty();
    assertThat(shell.run("show", thread, "--user", "bert", "--verbose").err())
        .contains("NotFoundException", "\tat io.threadkeep");
  }

  @Test
  void whatIsAskedForWronglyIsAnotherExitCode() {
    assertThat(shell.run("show", "nonsense").exitCode()).isEqualTo(2);
    assertThat(shell.run("threads", "-Dthreadkeep.jdbc.urll=x").exitCode()).isEqualTo(2);
    assertThat(shell.run("threads", "--limit", "many").err())
        .contains("many", "See threadkeep threads --help.");
    assertThat(shell.run("threads", "--limit", "many").exitCode()).isEqualTo(2);
    assertThat(shell.run("nonsense").exitCode()).isEqualTo(2);
    assertThat(shell.run("threads", "--config", "none.conf").exitCode()).isEqualTo(2);
    assertThat(shell.run("--help").out()).contains("threads", "erase", "schema");
    assertThat(shell.run("erase", "--help").out()).contains("--everything", "--json");
  }

  @Test
  void aDatabaseThatCannotBeReachedIsToldInOneLine() {
    Shell nowhere =
        shell
            .with("threadkeep.jdbc.url", "jdbc:postgresql://127.0.0.1:1/none")
            .with("threadkeep.jdbc.connection-timeout", "250ms");

    Shell.Result result = nowhere.run("threads");

    assertThat(result.exitCode()).isOne();
    assertThat(result.err().lines()).hasSize(1);
  }

  @Test
  void aDatabaseIsOnlyMadeIfThatIsSaid() {
    Path nowhere = directory.resolve("nowhere");
    Shell byUrl = shell.with("threadkeep.jdbc.url", "jdbc:h2:" + nowhere.resolve("my;TRACE=0"));

    for (Shell empty : List.of(Shell.in(nowhere), byUrl)) {
      Shell.Result refused = empty.run("threads");
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err())
          .contains("There is no database in " + nowhere, "THREADKEEP_JDBC_URL", "--migrate");
    }
    assertThat(nowhere).doesNotExist();
    assertThat(Shell.in(nowhere).run("threads", "--migrate", "--json").exitCode()).isZero();
    assertThat(Shell.in(nowhere).run("threads").exitCode()).isZero();
  }

  @Test
  void aSchemaIsOnlyMadeIfThatIsSaid() throws SQLException {
    Path bare = directory.resolve("bare");
    DriverManager.getConnection("jdbc:h2:async:" + bare.resolve("threadkeep")).close();

    Shell.Result refused = Shell.in(bare).run("threads");

    assertThat(refused.exitCode()).isOne();
    assertThat(refused.err()).contains("The schema has version 0", "--migrate");
  }

  @Test
  void whatWouldChooseNothingIsRefused() {
    assertThat(shell.run("retention", "--user", "anna").exitCode()).isEqualTo(2);
    assertThat(shell.run("--tenant=default", "retention", "--status").err()).contains("of all");
    assertThat(shell.run("retention", "--status").exitCode()).isZero();
    assertThat(shell.run("export", "-", "--thread", thread, "--state=active").exitCode())
        .isEqualTo(2);
    assertThat(shell.run("threads", "--limit=-1").err()).contains("'-1' is no whole number");
    assertThat(shell.run("search", "x", "--limit=-1").exitCode()).isEqualTo(2);
    assertThat(shell.run("show", thread, "--last=-1").exitCode()).isEqualTo(2);
  }

  @Test
  void aSettingThatCannotBeReadIsNotRepeated() {
    assertThat(shell.run("threads", "-Dhunter2").err())
        .contains("-D takes KEY=VALUE")
        .doesNotContain("hunter2");
  }

  @Test
  void aContextPolicyOfTheHostsOwnIsLeftToTheHost() {
    Shell.Result result = shell.with("threadkeep.runs.context", "theirs(3)").run("threads");

    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  @Test
  void aReportIsRefusedBeforeItIsMadeForNothing() {
    String nowhere = directory.resolve("gone").resolve("report.svg").toString();
    Path broken = TextFile.in(directory, "broken.conf", "report { secret");

    assertThat(shell.run("report", thread).err()).contains("nothing to replay", thread);
    assertThat(shell.run("report", "--user", "anna").exitCode()).isEqualTo(2);
    assertThat(shell.run("report", "--config", "" + broken).err())
        .contains("broken.conf: 1")
        .doesNotContain("ConfigOrigin", "secret");
    assertThat(shell.run("report", "--svg", nowhere).exitCode()).isEqualTo(2);
    assertThat(shell.run("report", "--svg", nowhere).err()).contains("There is no folder");
  }

  @Test
  void theDatabaseIsAlsoConfiguredByAFile() throws IOException {
    Path file = directory.resolve("app.conf");
    Files.writeString(
        file,
        """
        threadkeep {
          transport = openai
          fake.script = "gone.conf"
          jdbc.directory = "%s"
        }
        """
            .formatted(directory));

    Shell.Result result = new Shell(Map.of(), "").run("threads", "--json", "--config", "" + file);

    assertThat(result.out()).contains(thread);
    assertThat(System.getProperty("config.file")).isNull();
  }
}
