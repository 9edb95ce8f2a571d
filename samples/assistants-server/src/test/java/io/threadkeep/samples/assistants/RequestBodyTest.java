package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.samples.assistants.RawClient.Reply;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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

  @Test
  void aBodyIsUtf8ToTheLetter() {
    assertThat(sent("{}".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(200);
    assertThat(sent("\uFEFF{}".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(200);
    String metadata = "{\"metadata\":{\"k\":\"v\"}}";
    for (String other : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE")) {
      assertNotUtf8(metadata.getBytes(Charset.forName(other)));
    }
    for (String bytes : List.of("\u00C0\u00AF", "\u00ED\u00A0\u0080", "\u00FF", "\u00E6")) {
      assertNotUtf8(metadata.replace("v", bytes).getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static void assertNotUtf8(byte[] body) {
    assertThat(sent(body).error())
        .startsWith("400 We could not parse the JSON body of your request: a JSON object in UTF-8");
  }

  private static Reply sent(byte[] body) {
    return http.send("POST", "/threads", HttpRequest.BodyPublishers.ofByteArray(body));
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
