package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the head of a request means, whatever is asked for. */
final class HttpTest {
  @TempDir static Path directory;
  private static Server server;

  @BeforeAll
  static void start() {
    server = TestServer.start(directory);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void anotherSitesNameForThisMachineIsRefused() {
    assertThat(
            RawSocket.ask(
                server.port(),
                "GET /v1/threads HTTP/1.1",
                "Host: evil.example",
                "OpenAI-Beta: assistants=v2",
                "Connection: close"))
        .startsWith("HTTP/1.1 400")
        .contains("Without keys this server answers to localhost alone.");
  }
}
