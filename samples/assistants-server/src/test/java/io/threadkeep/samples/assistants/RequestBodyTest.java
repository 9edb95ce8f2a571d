package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which bodies are read at all. */
final class RequestBodyTest {
  @TempDir static Path directory;
  private static Server server;
  private static RawClient http;

  @BeforeAll
  static void start() {
    server = TestServer.start(directory);
    http = new RawClient(server.url(), "sk-test");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aBodyHasABound() {
    String large = "{'metadata':{'k':'" + "x".repeat(1 << 20) + "'}}";
    assertThat(http.post("/threads", large).error())
        .startsWith(
            "413 The request's body is too large: at most 1048576 bytes (1 MiB) were expected");
    assertThat(http.post("/threads", "{}").status()).isEqualTo(200);
  }

  @Test
  void aBodyInChunksHasTheSameBound() {
    try (RawSocket socket = chunked()) {
      for (int n = 0; n < 17; n++) {
        socket.send("10000\r\n" + " ".repeat(0x10000) + "\r\n");
      }
      assertThat(socket.answer()).startsWith("HTTP/1.1 413").contains("1048576 bytes");
    }
  }

  @Test
  void aBodyInChunksIsRead() {
    try (RawSocket socket = chunked()) {
      assertThat(socket.send("1\r\n{\r\n1\r\n}\r\n0\r\n\r\n").answer()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void aBodyThatBreaksOffIsTheCallersFault() {
    try (RawSocket socket = chunked()) {
      assertBroken(socket.send("1\r\n{\r\nZZ\r\n").answer());
    }
    try (RawSocket socket = chunked()) {
      assertBroken(socket.send("5\r\n{").finish().answer());
    }
    try (RawSocket socket = new RawSocket(server.port())) {
      assertBroken(socket.head(head("Content-Length: 20")).send("{").finish().answer());
    }
  }

  private static void assertBroken(String answer) {
    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .contains("Content-Type: application/json", "x-request-id: req_", "could not be read");
  }

  private static RawSocket chunked() {
    return new RawSocket(server.port()).head(head("Transfer-Encoding: chunked"));
  }

  private static String[] head(String line) {
    return new String[] {
      "POST /v1/threads HTTP/1.1",
      "Host: localhost",
      "OpenAI-Beta: assistants=v2",
      "Connection: close",
      line
    };
  }
}
