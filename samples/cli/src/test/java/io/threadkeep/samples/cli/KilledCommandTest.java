package io.threadkeep.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Conversation;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.id.Scope;
import io.threadkeep.kit.ChildJava;
import io.threadkeep.kit.OnlyInChaos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line in a process of its own, and kill -9. */
@OnlyInChaos
class KilledCommandTest {
  private static final int KILLS = 8;
  private static final int THREADS = 30;

  private static ChildJava java = ChildJava.warmedUpBy(ThreadkeepCli.class, List.of("--help"));
  private static Shell from = Shell.in(Path.of("."));

  @TempDir private Path directory;

  @BeforeAll
  static void talk(@TempDir Path shared) {
    from = Shell.in(shared);
    try (Threadkeep keep = from.application()) {
      Assistant assistant = keep.assistants().create(NewAssistant.named("Echo").model("any"));
      for (int i = 0; i < THREADS; i++) {
        Conversation chat = keep.conversations(Scope.user("default", "user-" + i)).start();
        for (int n = 0; n < 10; n++) {
          chat.say(i + "." + n + " " + "x".repeat(40_000));
        }
        String unused = chat.ask(assistant, "And so on?", Duration.ofSeconds(20)).text();
      }
    }
  }

  private Process start(Shell shell, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    shell.settings().forEach((key, value) -> all.add("-D" + key + "=" + value));
    return new ProcessBuilder(java.command(ThreadkeepCli.class, all))
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("output.txt").toFile())
        .start();
  }

  private static void kill(Process process) throws InterruptedException {
    process.toHandle().destroyForcibly();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  /** Of {@code file}, with something in them. */
  private static List<Path> parts(Path file) throws IOException {
    try (Stream<Path> found = Files.list(file.getParent())) {
      return found
          .filter(one -> one.getFileName().toString().matches(file.getFileName() + "\\..+\\.part"))
          .filter(one -> one.toFile().length() > 0)
          .toList();
    }
  }

  @Test
  void anExportThatIsKilledLeavesTheOldFileAndAPartThatTheNextOneRemoves() throws Exception {
    Path file = TextFile.in(directory, "all.jsonl", "old");
    Process first = start(from, "export", file.toString(), "--yes");
    while (parts(file).isEmpty() && !first.waitFor(1, TimeUnit.MILLISECONDS)) {
      // Not yet.
    }
    kill(first);
    assertThat(file).hasContent("old");
    assertThat(parts(file)).hasSize(1);

    Process second = start(from, "export", file.toString(), "--yes");
    while (parts(file).size() != 1 || parts(file).get(0).toFile().length() < 1_000_000) {
      assertThat(second.waitFor(1, TimeUnit.MILLISECONDS)).as("it has ended too soon").isFalse();
    }
    kill(second);
    assertThat(file).hasContent("old");

    assertThat(from.run("export", file.toString(), "--yes").exitCode()).isZero();
    assertThat(Files.readString(file)).startsWith("{\"type\":\"header\"").endsWith("}\n");
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void anExportBesideALivingOneLeavesItsPartAlone() throws Exception {
    Path file = directory.resolve("all.jsonl.gz");
    Process other = start(from, "export", file.toString());
    while (parts(file).isEmpty() && !other.waitFor(1, TimeUnit.MILLISECONDS)) {
      // Not yet.
    }
    assertThat(parts(file)).hasSize(1);
    Shell small = Shell.in(directory.resolve("small"));
    assertThat(small.run("export", file.toString(), "--migrate").exitCode()).isZero();
    assertThat(parts(file)).as("the other one is still at it").hasSize(1);

    assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();

    assertThat(other.exitValue()).isZero();
    assertThat(parts(file)).isEmpty();
    Shell to = Shell.in(directory.resolve("to"));
    assertThat(to.run("import", file.toString(), "--migrate").out())
        .contains("Stored " + THREADS + " threads");
  }

  @Test
  void anImportThatIsKilledAndDoneAgainComesToTheSameEnd() throws Exception {
    Path file = directory.resolve("all.jsonl");
    assertThat(from.run("export", file.toString()).exitCode()).isZero();
    Shell whole = empty("whole");
    long begun = System.nanoTime();
    assertThat(start(whole, "import", file.toString()).waitFor()).isZero();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    List<String> end = end(whole);
    assertThat(end).hasSizeGreaterThan(THREADS * 12);

    Random random = new Random();
    Set<String> metAt = new TreeSet<>();
    for (int n = 0; n < KILLS; n++) {
      Shell to = empty("to" + n);
      Process process = start(to, "import", file.toString());
      // Before that it hardly begins.
      long after = random.nextLong(millis / 3, millis);
      boolean unused = process.waitFor(after, TimeUnit.MILLISECONDS);
      kill(process);
      Shell.Result again = to.run("import", file.toString());
      String when = "killed after " + after + " of " + millis + " ms: " + again.out();
      metAt.add(again.out());
      assertThat(again.exitCode()).as(when + again.err()).isZero();
      assertThat(end(to)).as(when).isEqualTo(end);
    }
    assertThat(metAt).as("somewhere in the middle too").hasSizeGreaterThan(2);
  }

  /** With its tables. */
  private Shell empty(String name) {
    Shell shell = Shell.in(directory.resolve(name));
    assertThat(shell.run("threads", "--migrate").exitCode()).isZero();
    return shell;
  }

  /** All that is stored, but for the line that says when it was written, and what it adds up to. */
  private static List<String> end(Shell shell) {
    List<String> all = new ArrayList<>(shell.run("export", "-").lines().stream().skip(1).toList());
    all.addAll(shell.run("usage", "--by", "user,day", "--json").lines());
    all.addAll(shell.run("search", "so", "--limit=0", "--json").lines());
    return all;
  }
}
