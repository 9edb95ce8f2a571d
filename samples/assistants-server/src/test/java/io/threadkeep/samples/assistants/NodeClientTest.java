package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The npm package {@code openai}, several of its majors, each as it is. */
@EnabledIfSystemProperty(named = "threadkeep.mocks", matches = "true")
final class NodeClientTest {
  private static final Path HOME = Path.of("target", "node").toAbsolutePath();
  private static final Path SCRIPT =
      Path.of("src", "test", "resources", "node-client.mjs").toAbsolutePath();

  @ParameterizedTest
  @ValueSource(strings = {"4.104.0", "5.23.2", "6.49.0", "7.57.0"})
  void theTutorialRunsUnmodified(String version, @TempDir Path directory)
      throws IOException, InterruptedException {
    Path client = installed(version);
    try (Server server = TestServer.start(directory);
        RecordingProxy proxy = new RecordingProxy(server.url())) {
      Process node =
          new ProcessBuilder("node", SCRIPT.toString(), client.toString(), proxy.url(), version)
              .redirectErrorStream(true)
              .start();
      String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(node.waitFor()).as(said).isZero();
      JsonNode told = new ObjectMapper().readTree(said);
      assertThat(told.path("polled").asText()).isEqualTo("completed");
      assertThat(told.path("usage").asBoolean()).isTrue();
      assertThat(told.at("/listed/0").asText()).isEqualTo("The solution is x = 1.");
      assertThat(told.path("listed")).hasSize(2);
      assertThat(told.path("heard").asText()).isEqualTo("The solution is x = 1.");
      assertThat(told.path("finalMessage").asText()).isEqualTo("The solution is x = 1.");
      assertThat(told.path("finalRun").asText()).isEqualTo("completed");
      assertThat(told.path("lastEvent").asText()).isEqualTo("thread.run.completed");
      assertThat(told.path("waiting").asText()).isEqualTo("requires_action");
      assertThat(told.at("/arguments/city").asText()).isEqualTo("Paris");
      assertThat(told.path("answered").asText()).isEqualTo("It is sunny in Paris.");
      assertThat(told.path("made").asText()).isEqualTo("completed");
      assertThat(told.at("/missing/0").asText()).isEqualTo("NotFoundError");
      assertThat(told.at("/missing/2").asText())
          .contains("No thread found with id 'thread_000000000000000000000000'.");
      new Description().check(proxy.answers());
    }
  }

  private static Path installed(String version) throws IOException, InterruptedException {
    Path home = HOME.resolve(version);
    if (!Files.exists(home.resolve("node_modules/openai/package.json"))) {
      Files.createDirectories(home);
      require(List.of("node", "--version"), "Node.js is not there");
      require(
          List.of(
              "npm",
              "install",
              "--prefix",
              home.toString(),
              "--no-audit",
              "--no-fund",
              "--ignore-scripts",
              "openai@" + version),
          "npm could not install openai@" + version);
    }
    return home;
  }

  private static void require(List<String> command, String complaint) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0) {
        return;
      }
      process.destroyForcibly();
    } catch (IOException e) {
      // Said below.
    }
    System.out.println("Skipped: " + complaint + ".");
    abort(complaint);
  }
}
