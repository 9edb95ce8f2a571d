package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.kit.Chaos;
import io.threadkeep.kit.SavedAnswers;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.storage.jdbc.server.Servers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Transfers in JVMs of their own: in little memory, and killed on the way. */
class TransferProcessTest {
  private static final String LITTLE = "48m";
  private static final Pattern NOTHING = Pattern.compile("$^");
  private static final Pattern ACTIVITY = Pattern.compile("\"(active_at|sha256)\":\"[^\"]+\"");

  @TempDir private Path directory;

  static Stream<Named<DatabaseServer>> databases() {
    return Stream.concat(
        Servers.h2File().map(server -> Named.of("H2 file", server)).stream(),
        Servers.postgres().map(server -> Named.of("PostgreSQL", server)).stream());
  }

  static Stream<Arguments> killed() {
    List<Named<DatabaseServer>> servers = databases().toList();
    return Stream.of("import:", "saved:")
        .flatMap(order -> servers.stream().map(server -> Arguments.of(server, order)))
        .filter(
            each ->
                Chaos.isWanted()
                    || each.get()[1].equals("saved:")
                        == each.get()[0].equals(servers.get(servers.size() - 1)));
  }

  /** 5,000 messages in each build, 100,000 with {@code -Pchaos}. */
  @ParameterizedTest
  @MethodSource("databases")
  void aLongThreadGoesOutAndComesInInLittleMemory(DatabaseServer server) throws Exception {
    String file = file("threads.jsonl");
    String again = file("again.jsonl");
    runToEnd(server.fresh(), "fill:" + Chaos.times(5_000, 100_000), "export:" + file);
    assertThat(runToEnd(server.fresh(), "import:" + file, "export:" + again)).contains("clean");
    assertSameBodies(file, again, NOTHING);
  }

  @ParameterizedTest
  @MethodSource("killed")
  void anImportThatIsKilledIsGoneOnWith(DatabaseServer server, String order) throws Exception {
    String file = file("threads.jsonl");
    String expected = file("expected.jsonl");
    String again = file("again.jsonl");
    if (order.equals("saved:")) {
      SavedAnswers.writeTalk(Path.of(file), 1_500);
    } else {
      runHere(server.fresh(), "fill:3000", "export:" + file);
    }
    runHere(server.fresh(), order + file, "export:" + expected);
    DatabaseAddress target = server.fresh();
    Random random = new Random(9);
    int cutShort = 0;
    for (int kill = 0; kill < Chaos.times(2, 25); kill++) {
      try (ChildJvm child = ChildJvm.start(TransferJvm.class, target, order + file)) {
        // A line is printed right after a batch: the next one is under way.
        child.read(2 + random.nextInt(12));
        child.kill();
        // Else it had ended by itself, and there was nothing to go on with.
        cutShort += isWhole(target, expected) ? 0 : 1;
      }
    }
    assertThat(cutShort).isPositive();
    assertThat(runToEnd(target, order + file, "export:" + again)).contains("clean");
    // Who is taken from elsewhere is active as of now.
    assertSameBodies(expected, again, order.equals("saved:") ? ACTIVITY : NOTHING);
  }

  private boolean isWhole(DatabaseAddress target, String expected) throws IOException {
    String there = file("there.jsonl");
    runHere(target, "export:" + there);
    return lines(there) == lines(expected);
  }

  private static long lines(String file) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines.count();
    }
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private static void runHere(DatabaseAddress database, String... orders) throws IOException {
    new TransferJvm(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
        .run(
            Stream.concat(
                    Stream.of(database.url(), database.user(), database.password()),
                    Stream.of(orders))
                .toArray(String[]::new));
  }

  private static List<String> runToEnd(DatabaseAddress database, String... orders)
      throws IOException, InterruptedException {
    try (ChildJvm child = ChildJvm.startSmall(LITTLE, TransferJvm.class, database, orders)) {
      List<String> lines = child.read(Integer.MAX_VALUE);
      assertThat(child.awaitEnd()).as("%s", lines).isZero();
      assertThat(lines).contains("done");
      return lines;
    }
  }

  /** Line by line: they may be larger than this JVM. */
  private static void assertSameBodies(String one, String other, Pattern but) throws IOException {
    try (BufferedReader left = Files.newBufferedReader(Path.of(one));
        BufferedReader right = Files.newBufferedReader(Path.of(other))) {
      left.readLine();
      right.readLine();
      for (String line = left.readLine(); line != null; line = left.readLine()) {
        assertThat(but.matcher(String.valueOf(right.readLine())).replaceAll(""))
            .isEqualTo(but.matcher(line).replaceAll(""));
      }
      assertThat(right.readLine()).isNull();
    }
  }
}
