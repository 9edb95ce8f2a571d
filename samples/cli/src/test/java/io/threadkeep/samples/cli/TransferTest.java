package io.threadkeep.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Conversation;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.id.Scope;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.storage.jdbc.server.Servers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferTest {
  /** Only read from. */
  private static Shell from = Shell.in(Path.of("."));

  @TempDir private Path directory;
  private Shell to = Shell.in(Path.of("."));

  @BeforeAll
  static void talk(@TempDir Path shared) {
    from = Shell.in(shared);
    try (Threadkeep keep = from.application()) {
      talk(keep, "anna", "trip");
      talk(keep, "bert", "work");
    }
  }

  @BeforeEach
  void choose() {
    to = Shell.in(directory.resolve("to"));
  }

  private static void talk(Threadkeep keep, String user, String topic) {
    Assistant assistant = keep.assistants().create(NewAssistant.named("Echo").model("any"));
    Conversation chat =
        keep.conversations(Scope.user("default", user)).start(Metadata.of("topic", topic));
    String unused = chat.ask(assistant, "I am in Rome.", Duration.ofSeconds(20)).text();
  }

  @Test
  void whatIsExportedAndImportedElsewhereIsTheSame() {
    String file = directory.resolve("all.jsonl.gz").toString();

    Shell.Result written = from.run("export", file);
    Shell.Result read = to.run("import", file, "--migrate");

    assertThat(written.out())
        .contains("2 threads, 4 messages, 2 runs, 2 steps, 2 assistants", file);
    assertThat(read.exitCode()).isZero();
    assertThat(read.out()).contains("Stored 2 threads, 4 messages, 2 runs");
    assertThat(content(to)).isNotEmpty().isEqualTo(content(from));
    assertThat(to.run("import", file).out()).contains("There before: 2 threads, 4 messages");
  }

  @Test
  void itIsTheSameOnPostgres() {
    Servers.postgres().ifPresent(this::carriesOverTo);
  }

  private void carriesOverTo(DatabaseServer server) {
    to = Shell.on(server.fresh());
    String export = from.run("export", "-").out();

    Shell.Result read = to.typing(export).run("import", "-", "--migrate", "--json");

    assertThat(read.exitCode()).isZero();
    assertThat(read.lines()).singleElement().asString().contains("\"problem_count\":0");
    assertThat(content(to)).isNotEmpty().isEqualTo(content(from));
    assertThat(to.run("usage", "--by", "model,day", "--json").out()).contains("\"runs\":2");
    assertThat(to.run("search", "Rome", "--user", "anna", "--json").lines()).hasSize(2);
    assertThat(to.run("erase", "--everything", "--user", "anna", "-y").exitCode()).isZero();
    assertThat(to.run("threads", "--json").lines()).hasSize(1);
  }

  /** All lines but the first, which says when it was written. */
  private List<String> content(Shell shell) {
    return shell.run("export", "-").lines().stream().skip(1).toList();
  }

  @Test
  void someThreadsAloneAreExported() {
    Path file = directory.resolve("some.jsonl");

    assertThat(from.run("export", "" + file, "--with", "topic=work", "--json").out())
        .contains("\"threads\":1", "\"whole\":true");
    assertThat(file).content().contains("bert").doesNotContain("anna");
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aFileThatIsThereIsNotWrittenOverUnasked() throws IOException {
    Path file = TextFile.in(directory, "old.jsonl", "precious");

    assertThat(from.run("export", "" + file).exitCode()).isOne();
    assertThat(file).hasContent("precious");
    assertThat(from.run("export", "" + file, "--thread", "nonsense", "--yes").exitCode())
        .isEqualTo(2);
    assertThat(file).hasContent("precious");
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
    assertThat(from.run("export", "" + file, "--yes").exitCode()).isZero();
    assertThat(Files.readString(file)).startsWith("{\"type\":\"header\"");
  }

  @Test
  void aFileKeepsItsPlaceAndItsPermissions() throws IOException {
    Path file = TextFile.in(directory, "real.jsonl", "old");
    Path mine = TextFile.in(directory, "real.jsonl.part", "mine");
    Path link = Files.createSymbolicLink(directory.resolve("link.jsonl"), file);
    Set<PosixFilePermission> shared = PosixFilePermissions.fromString("rw-rw----");
    Path unused = Files.setPosixFilePermissions(file, shared);

    assertThat(from.run("export", "" + link, "--yes").exitCode()).isZero();

    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(file)).startsWith("{\"type\":\"header\"");
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(shared);
    assertThat(mine).hasContent("mine");
  }

  @Test
  void whatIsNoFileIsNotReplacedByOne() throws IOException {
    Path nothing = directory.resolve("nothing");
    Path link = Files.createSymbolicLink(directory.resolve("link"), nothing);

    assertThat(from.run("export", "" + directory, "--yes").exitCode()).isEqualTo(2);
    assertThat(from.run("export", "" + link, "--yes").exitCode()).isEqualTo(2);
    assertThat(from.run("export", nothing + "/all.jsonl").err()).contains("no folder " + nothing);
    assertThat(link).isSymbolicLink();
    assertThat(nothing).doesNotExist();
  }

  @Test
  void anExportIntoAClosedPipeFailsAndStops() {
    AtomicInteger writes = new AtomicInteger();
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int unused) throws IOException {
            writes.incrementAndGet();
            throw new IOException("Broken pipe");
          }
        };
    try (Threadkeep keep = to.application()) {
      for (int i = 0; i < 8; i++) {
        keep.conversations().start().say("x".repeat(100_000));
      }
    }

    assertThat(to.run(closed, "export", "-")).isOne();

    assertThat(writes.get()).isBetween(1, 5);
  }

  @Test
  void whatIsNoExportIsRefused() {
    Path file = TextFile.in(directory, "no.jsonl", "hello\n");

    Shell.Result refused = from.run("import", "" + file);

    assertThat(refused.exitCode()).isOne();
    assertThat(refused.err()).startsWith("Line 1:");
    assertThat(from.run("import", directory.resolve("none") + "").err()).contains("no file");
  }

  @Test
  void anExportThatWasCutShortIsToldAndGoneOnWith() {
    String whole = from.run("export", "-").out();
    Shell.Result cut =
        to.typing(whole.substring(0, whole.length() / 2)).run("import", "-", "--migrate");

    assertThat(cut.exitCode()).isOne();
    assertThat(cut.err()).contains("cut short");
    assertThat(to.typing(whole).run("import", "-").exitCode()).isZero();
    assertThat(content(to)).isEqualTo(content(from));
  }

  @Test
  void savedAnswersOfTheAssistantsApiAreImported() {
    Path saved =
        TextFile.in(
            directory,
            "saved.json",
            """
            {"id": "thread_abcdefghijklmnopqrstuvwx", "object": "thread", "created_at": 1700000000,
             "metadata": {"user_id": "carl"}}
            """);

    Shell.Result read =
        to.run("import", "" + saved, "--assistants-api", "--owner-key", "user_id", "--migrate");

    assertThat(read.out()).contains("Stored 1 threads");
    assertThat(to.run("threads", "--user", "carl", "--json").out()).contains("abcdefghijkl");
    assertThat(to.run("import", "" + saved, "--owner-key", "user_id").exitCode()).isEqualTo(2);
  }
}
