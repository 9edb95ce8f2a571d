package io.threadkeep.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Conversation;
import io.threadkeep.Threadkeep;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.retention.ErasureReceipt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionAndErasureTest {
  static final String RULES =
      """
      threadkeep.retention.rules = [
        { name = closed, metadata { status = closed }, action = delete, grace = 30d }
        { name = empty, messages-at-most = 0, action = archive }
      ]
      """;

  @TempDir private Path directory;
  private Shell shell = Shell.in(Path.of("."));
  private String open = "";
  private String closed = "";

  @BeforeEach
  void talk() {
    shell = Shell.in(directory);
    try (Threadkeep keep = shell.application()) {
      open = thread(keep, "open");
      closed = thread(keep, "closed");
      keep.conversations(Scope.user("default", "anna")).start();
    }
  }

  private static String thread(Threadkeep keep, String status) {
    Conversation chat =
        keep.conversations(Scope.user("default", "anna")).start(Metadata.of("status", status));
    chat.say("The canary sings.");
    return chat.id().value();
  }

  private Shell.Result retention(Shell at, String... options) {
    String rules = TextFile.in(directory, "rules.conf", RULES).toString();
    String[] all = new String[options.length + 3];
    all[0] = "retention";
    all[1] = "--config";
    all[2] = rules;
    System.arraycopy(options, 0, all, 3, options.length);
    return at.run(all);
  }

  @Test
  void rulesAreCountedFirstAndAppliedIfThatIsSaid() {
    Shell.Result counted = retention(shell);

    assertThat(counted.out())
        .containsPattern("RULE +THREADS +WOULD BE DONE +SKIPPED")
        .containsPattern("closed +1 +1 +0")
        .contains("3 threads looked at", "nothing was changed");
    assertThat(shell.run("threads", "--json").lines()).hasSize(3);

    Shell.Result applied = retention(shell, "--apply", "--yes", "--json");

    assertThat(applied.exitCode()).isZero();
    assertThat(applied.lines())
        .singleElement()
        .asString()
        .contains("\"dry_run\":false", "\"state\":\"finished\"", "\"done\":1");
    assertThat(shell.run("threads", "--json").lines()).singleElement().asString().contains(open);
    assertThat(shell.run("threads", "--state", "archived", "--json").lines()).hasSize(1);
    assertThat(shell.run("threads", "--state", "deleted", "--json").out()).contains(closed);
    assertThat(shell.run("retention", "--status").out()).contains("Finished: 3 threads");
  }

  @Test
  void withoutRulesRetentionSaysSo() {
    assertThat(shell.run("retention").exitCode()).isEqualTo(2);
    assertThat(shell.run("retention").err()).contains("threadkeep.retention.rules");
    assertThat(shell.run("retention", "--status").out()).contains("no pass yet");
    assertThat(retention(shell, "--apply", "--status").exitCode()).isEqualTo(2);
  }

  @Test
  void whatCannotBeUndoneIsAskedFirst() {
    Shell.Result unanswered = shell.run("erase", open);
    Shell.Result no = shell.typing("n\n").run("delete", open);
    Shell.Result held = retention(shell.typing("maybe\n"), "--apply");

    assertThat(unanswered.exitCode()).isOne();
    assertThat(unanswered.err()).contains("[y/N]", "Nothing was done");
    assertThat(no.exitCode()).isOne();
    assertThat(held.exitCode()).isOne();
    assertThat(shell.run("threads", "--json").lines()).hasSize(3);
    assertThat(shell.typing("y\n").run("erase", open).exitCode()).isZero();
    assertThat(shell.run("show", open).exitCode()).isOne();
  }

  @Test
  void whoIsAskedIsToldWhatGoes() {
    assertThat(shell.typing("n\n").run("erase", open).err())
        .contains(open + ", with 1 messages, and its forks");
    assertThat(shell.run("delete", open, "--yes").exitCode()).isZero();
    assertThat(shell.typing("n\n").run("erase", open).err()).contains("not there to be read");
    assertThat(shell.typing("y\n").run("erase", open).out()).contains("threads 1");
  }

  @Test
  void aUserIsErasedWithAReceipt() {
    assertThat(shell.run("erase", "--yes").exitCode()).isEqualTo(2);
    assertThat(shell.run("erase", open, "--everything", "--yes").exitCode()).isEqualTo(2);

    Shell.Result erased = shell.run("erase", "--everything", "--user", "anna", "--yes", "--json");

    assertThat(erased.lines())
        .singleElement()
        .asString()
        .contains("\"subject\":\"user\"", "\"threads\":3", "\"messages\":2")
        .doesNotContain("anna", "canary");
    assertThat(shell.run("threads", "--json").out()).isEmpty();
    assertThat(shell.run("erase", "--everything", "--user", "anna", "--yes", "--json").out())
        .isEqualTo(erased.out());
  }

  @Test
  void erasingTellsHowFarItHasCome() {
    List<ErasureReceipt> heard = new ArrayList<>();
    try (Threadkeep keep = shell.application()) {
      ErasureReceipt thread = keep.conversations().erase(new ThreadId(open), heard::add);
      assertThat(heard).isNotEmpty().last().isEqualTo(thread);
      ErasureReceipt user = keep.erase(Scope.user("default", "anna"), heard::add);
      assertThat(heard).hasSizeGreaterThan(1).last().isEqualTo(user);
    }
  }

  @Test
  void aThreadIsArchivedDeletedAndBroughtBack() {
    assertThat(shell.run("archive", open).out()).isEqualToIgnoringNewLines(open + " is archived.");
    assertThat(shell.run("unarchive", open, "--json").out()).contains("\"state\":\"active\"");
    assertThat(shell.run("delete", open, "--yes").exitCode()).isZero();
    assertThat(shell.run("show", open).exitCode()).isOne();
    assertThat(shell.run("restore", open).exitCode()).isZero();
    assertThat(shell.run("show", open).out()).contains("canary");
    assertThat(shell.run("delete", open, "--grace-days=0", "-y", "--json").out())
        .contains("\"grace_days\":0");
    assertThat(shell.run("restore", open).exitCode()).isOne();
  }
}
