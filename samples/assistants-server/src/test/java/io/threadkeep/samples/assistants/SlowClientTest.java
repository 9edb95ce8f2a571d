package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who sends drop by drop is cut off, and who sends too much is told so. */
final class SlowClientTest {

  @Test
  void aRequestMustComeAtSomePace(@TempDir Path directory) throws IOException {
    try (Server server = TestServer.start(directory);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(60_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /v1/threads HTTP/1.1\r\nHost: localhost\r\nOpenAI-Beta: assistants=v2\r\n"
                  + "Content-Length: 1000\r\n\r\n{")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      String answer = "";
      for (int n = 0; n < 60 && answer.isEmpty(); n++) {
        LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        if (socket.getInputStream().available() > 0) {
          answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        } else {
          out.write(' ');
          out.flush();
        }
      }
      assertThat(answer).startsWith("HTTP/1.1 4");
    }
  }

  @Test
  void anotherSitesNameForThisMachineIsRefused(@TempDir Path directory) throws IOException {
    try (Server server = TestServer.start(directory);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String request =
          String.join(
              "\r\n",
              "GET /v1/threads HTTP/1.1",
              "Host: evil.example",
              "OpenAI-Beta: assistants=v2",
              "Connection: close",
              "",
              "");
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 400")
          .contains("Without keys this server answers to localhost alone.");
    }
  }

  @Test
  void aBodyHasABound(@TempDir Path directory) {
    try (Server server = TestServer.start(directory)) {
      RawClient http = new RawClient(server.url(), "sk-test");
      String large = "{'metadata':{'k':'" + "x".repeat(1 << 20) + "'}}";
      assertThat(http.post("/threads", large).status()).isEqualTo(413);
      assertThat(http.post("/threads", "{}").status()).isEqualTo(200);
    }
  }
}
