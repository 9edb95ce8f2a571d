package io.threadkeep.samples.assistants;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes requests that hardly anybody would mean, the same ones for the same numbers. */
final class Fuzzer {
  private static final List<String> METHODS = List.of("GET", "POST", "DELETE", "PUT", "PATCH");
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1e400",
          "99999999999999999999",
          "\"\"",
          "\"x\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"' or 1=1 --\"",
          "\"<script>alert(1)</script>\"",
          "\"${jndi:ldap://127.0.0.1/a}\"",
          "\"../../etc/passwd\"",
          "[]",
          "{}",
          "[[]]",
          "{\"a\":{\"b\":{}}}",
          "[null]",
          "\"" + "y".repeat(3_000) + "\"");
  private static final List<String> FIELDS =
      List.of(
          "model",
          "name",
          "instructions",
          "tools",
          "tool_resources",
          "metadata",
          "temperature",
          "top_p",
          "response_format",
          "messages",
          "role",
          "content",
          "attachments",
          "assistant_id",
          "thread",
          "stream",
          "additional_messages",
          "truncation_strategy",
          "tool_choice",
          "max_prompt_tokens",
          "tool_outputs",
          "when_busy",
          "id",
          "owner",
          "tenant",
          "__proto__");
  private static final List<String> BODIES =
      List.of(
          "{\"model\":\"m\",\"name\":\"n\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{}}}]}",
          "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x.y/z.png\"}}],\"metadata\":{\"a\":\"b\"}}",
          "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"metadata\":{\"a\":\"b\"}}",
          "{\"assistant_id\":\"ASSISTANT\",\"additional_messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"truncation_strategy\":{\"type\":\"last_messages\",\"last_messages\":3},\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}}}",
          "{\"assistant_id\":\"ASSISTANT\",\"thread\":{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]},\"stream\":true}",
          "{\"tool_outputs\":[{\"tool_call_id\":\"call_1\",\"output\":\"x\"}]}",
          "{\"metadata\":{\"k\":\"v\"}}");

  private final RandomGenerator random;
  private final List<String> paths;
  private final String assistant;

  /**
   * @param paths with ids in them, to be spoilt
   */
  Fuzzer(RandomGenerator random, List<String> paths, String assistant) {
    this.random = random;
    this.paths = paths;
    this.assistant = assistant;
  }

  /** One request's bytes, whole. */
  byte[] next() {
    byte[] body = random.nextInt(4) == 0 ? new byte[0] : body();
    String method = oneOf(random.nextInt(8) == 0 ? METHODS : METHODS.subList(0, 3));
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path()).append(" HTTP/1.1\r\nHost: localhost\r\n");
    if (random.nextInt(50) != 0) {
      head.append("OpenAI-Beta: assistants=v2\r\n");
    }
    head.append("Authorization: Bearer sk-test\r\n");
    if (random.nextInt(10) == 0) {
      head.append("Idempotency-Key: ").append(random.nextInt(3)).append("\r\n");
    }
    if (random.nextInt(10) == 0) {
      head.append("Last-Event-ID: ").append(oneOf(VALUES.subList(0, 7))).append("\r\n");
    }
    head.append("Content-Type: application/json\r\nConnection: close\r\nContent-Length: ");
    head.append(body.length).append("\r\n\r\n");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    all.writeBytes(body);
    return all.toByteArray();
  }

  private String path() {
    String path = oneOf(paths);
    return switch (random.nextInt(8)) {
      case 0 -> path + "?limit=" + oneOf(List.of("0", "-5", "101", "x", "99999999999", "%00", "1"));
      case 1 -> path + "?after=" + oneOf(List.of("x", "%27", "msg_1", "%F0%9F%98%80", "%00"));
      case 2 -> path + "?order=" + oneOf(List.of("asc", "DESC", "up")) + "&before=%22";
      case 3 -> path + "?metadata%5Ba%5D=b&user=" + oneOf(List.of("u", "%00", "x".repeat(500)));
      case 4 -> spoilt(path);
      default -> path;
    };
  }

  /** With an id, or another part, that cannot be. */
  private String spoilt(String path) {
    String[] parts = path.split("/", -1);
    parts[2 + random.nextInt(Math.max(1, parts.length - 2))] =
        oneOf(
            List.of(
                "%00", "..", "%2e%2e", "thread_", "x".repeat(2_000), "%ff%fe", "a%2fb", ";a=b"));
    return String.join("/", parts);
  }

  private byte[] body() {
    String body = oneOf(BODIES).replace("ASSISTANT", assistant);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    switch (random.nextInt(6)) {
      case 0 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      case 1 ->
          bytes = body.substring(0, random.nextInt(body.length())).getBytes(StandardCharsets.UTF_8);
      case 2 ->
          bytes =
              ("{\"" + oneOf(FIELDS) + "\":" + oneOf(VALUES) + "," + body.substring(1))
                  .getBytes(StandardCharsets.UTF_8);
      case 3 ->
          bytes =
              body.replaceFirst("\"" + oneOf(FIELDS) + "\":(\"[^\"]*\"|\\[)", "\"name\":" + "[")
                  .getBytes(StandardCharsets.UTF_8);
      case 4 -> bytes = ("[".repeat(random.nextInt(2_000)) + body).getBytes(StandardCharsets.UTF_8);
      default -> {
        // As it is: a good request to a path that may not want it.
      }
    }
    return bytes;
  }

  private <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
