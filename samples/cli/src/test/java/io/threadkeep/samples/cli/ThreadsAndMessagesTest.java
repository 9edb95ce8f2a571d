package io.threadkeep.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Conversation;
import io.threadkeep.PendingRun;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.id.Scope;
import io.threadkeep.message.NewMessage;
import io.threadkeep.metadata.Metadata;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadsAndMessagesTest {
  private static Shell shell = Shell.in(Path.of("."));
  private static String ofAnna = "";
  private static String ofBert = "";

  /** Of a tenant of its own, so that nothing is found where it is looked for. */
  private static String hostile = "";

  private static String run = "";

  @BeforeAll
  static void talk(@TempDir Path directory) {
    shell = Shell.in(directory);
    try (Threadkeep keep = shell.application()) {
      ofAnna = thread(keep, "anna", "trip", "I am in Rome.", "And I am happy.");
      ofBert = thread(keep, "bert", "work", "Where is the report?");
      Conversation other = keep.conversations(Scope.tenant("other")).start();
      other.append(NewMessage.user("\u001b[2J gone \u009b2J \u202e reversed \u2066"));
      hostile = other.id().value();
      Assistant assistant =
          keep.assistants(Scope.tenant("other")).create(NewAssistant.named("Echo").model("any"));
      PendingRun pending = other.run(assistant);
      var unused = pending.await(Duration.ofSeconds(20));
      run = pending.id().value();
    }
  }

  private static String thread(Threadkeep keep, String user, String topic, String... said) {
    Conversation chat =
        keep.conversations(Scope.user("default", user)).start(Metadata.of("topic", topic));
    for (String text : said) {
      chat.say(text);
    }
    return chat.id().value();
  }

  @Test
  void threadsAreListedTheNewestFirst() {
    Shell.Result result = shell.run("threads");

    assertThat(result.exitCode()).isZero();
    assertThat(result.lines()).hasSize(3);
    assertThat(result.lines().get(1)).contains(ofBert, "bert", "1", "{topic=work}");
    assertThat(result.lines().get(2)).contains(ofAnna, "anna", "2", "{topic=trip}");
  }

  @Test
  void threadsOfOneUserOrLabelAreListedAlone() {
    assertThat(shell.run("threads", "--user", "anna").lines()).hasSize(2);
    assertThat(shell.run("threads", "--with", "topic=work", "--json").out())
        .contains("\"id\":\"" + ofBert + "\"")
        .doesNotContain(ofAnna);
    assertThat(shell.run("threads", "--tenant", "none", "--json").out()).isEmpty();
    assertThat(shell.run("threads", "--limit", "1", "--oldest-first", "--json").lines())
        .singleElement()
        .asString()
        .contains(ofAnna);
  }

  @Test
  void aListThatGoesOnSaysSo() {
    String more = "There are more: --limit 0 lists all.";
    assertThat(shell.run("threads", "--limit=1", "--json").err()).isEqualToIgnoringNewLines(more);
    assertThat(shell.run("threads", "--limit=2", "--json").err()).isEmpty();
    assertThat(shell.run("search", "am", "--limit=1").err()).isEqualToIgnoringNewLines(more);
    assertThat(shell.run("search", "am", "--limit=0").err()).isEmpty();
  }

  @Test
  void whatCannotBePrintedIsAFailure() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int unused) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    assertThat(shell.run(full, "show", ofAnna)).isOne();
    assertThat(shell.run(full, "threads", "--json")).isOne();
  }

  @Test
  void aThreadIsShownWithItsMessages() {
    Shell.Result all = shell.run("show", ofAnna);
    Shell.Result last = shell.run("show", ofAnna, "--last", "1", "--json");

    assertThat(all.out()).containsSubsequence("#1 user", "I am in Rome.", "#2", "I am happy.");
    assertThat(last.lines()).singleElement().asString().contains("\"position\":2", "I am happy.");
  }

  @Test
  void whatSomebodyWroteDoesNotSteerTheTerminal() {
    assertThat(shell.run("show", hostile, "--tenant", "other").out())
        .contains("\\u001b[2J gone \\u009b2J \\u202e reversed \\u2066");
    for (Shell.Result shown :
        List.of(
            shell.run("show", hostile, "--tenant=other", "--json"),
            shell.run("search", "gone", "--tenant=other"),
            shell.run("search", "gone", "--tenant=other", "--json"))) {
      assertThat(shown.out())
          .contains("gone")
          .doesNotContain("\u001b", "\u009b", "\u202e", "\u2066");
    }
  }

  @Test
  void messagesAreFoundByTheirWords() {
    assertThat(shell.run("search", "happy").lines())
        .containsExactly(ofAnna + " #2 user", "  And I am happy.");
    assertThat(shell.run("search", "report", "--user", "anna").out()).isEmpty();
    assertThat(shell.run("search", "AM", "--json", "--thread", ofAnna).lines()).hasSize(2);
  }

  @Test
  void aWindowIsPreviewed() {
    Shell.Result window = shell.run("preview", ofAnna, "last-messages(1)");

    assertThat(window.out()).contains("I am happy.").doesNotContain("Rome");
    assertThat(window.err()).contains("1 messages", "last-messages(1)");
    assertThat(shell.run("preview", ofAnna, "last-messages(1)", "--json").out())
        .contains("\"reason\":\"beyond_window\"");
    assertThat(shell.run("preview", ofAnna, "nonsense").exitCode()).isEqualTo(2);
  }

  @Test
  void aRunIsExplained() {
    assertThat(shell.run("explain", hostile, "--tenant=other").out())
        .contains(run, "policy     last-messages(20)", "shown      1 of 1-1");
    assertThat(shell.run("explain", run, "--json", "--tenant=other").out())
        .contains("\"pinned_end\":1");
    assertThat(shell.run("explain", ofBert).err()).contains(ofBert);
  }

  @Test
  void theSchemaIsPrintedForEachDatabase() {
    assertThat(shell.run("schema", "POSTGRESQL").out())
        .contains("create table", "tk_messages")
        .isNotEqualTo(shell.run("schema", "mariadb").out());
  }
}
