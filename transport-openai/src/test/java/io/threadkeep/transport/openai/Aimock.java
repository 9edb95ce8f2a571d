package io.threadkeep.transport.openai;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mock of the provider that others have written, for many clients: {@code @copilotkit/aimock} of
 * the npm registry, with answers from {@code aimock.json}. Where Node.js or the package cannot be
 * had, the tests say so and are skipped.
 */
final class Aimock implements AutoCloseable {
  private static final String PACKAGE = "@copilotkit/aimock@1.43.0";
  private static final Path HOME = Path.of("target", "aimock").toAbsolutePath();
  private static final Path CLI = HOME.resolve("node_modules/@copilotkit/aimock/dist/cli.js");
  private static final Pattern LISTENING = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  private final Process server;
  private final String address;

  private final String key;

  private Aimock(Process server, String address, String key) {
    this.server = server;
    this.address = address;
    this.key = key;
  }

  static Aimock start(String key) {
    install();
    Path answers = Path.of("src", "test", "resources", "aimock.json").toAbsolutePath();
    try {
      ProcessBuilder node =
          new ProcessBuilder(
              "node", CLI.toString(), "-p", "0", "-c", "5", "--strict", "-f", answers.toString());
      node.environment().put("AIMOCK_API_KEYS", key);
      Process server = node.redirectErrorStream(true).start();
      return new Aimock(server, address(server), key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String baseUrl() {
    return address + "/v1";
  }

  String address() {
    return address;
  }

  /** What it was asked, by its own account. */
  String journal() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/__aimock/journal"))
            .header("Authorization", "Bearer " + key)
            .build();
    try {
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.destroyForcibly();
  }

  private static String address(Process server) throws IOException {
    BufferedReader said = server.inputReader(StandardCharsets.UTF_8);
    StringBuilder all = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      all.append(line).append('\n');
      Matcher address = LISTENING.matcher(line);
      if (address.find()) {
        drain(said);
        return address.group();
      }
    }
    throw new AssertionError("The mock did not start: " + all);
  }

  /** A server whose output nobody reads would stop when the pipe is full. */
  private static void drain(BufferedReader said) {
    Thread reader =
        new Thread(
            () -> {
              try (said) {
                while (said.readLine() != null) {
                  // Read, so that it can go on.
                }
              } catch (IOException e) {
                // It has been stopped.
              }
            },
            "aimock-output");
    reader.setDaemon(true);
    reader.start();
  }

  private static void install() {
    if (Files.exists(CLI)) {
      return;
    }
    run(List.of("node", "--version"), "Node.js is not there");
    try {
      Files.createDirectories(HOME);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run(
        List.of(
            "npm",
            "install",
            "--prefix",
            HOME.toString(),
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            PACKAGE),
        "npm could not install " + PACKAGE);
  }

  private static void run(List<String> command, String complaint) {
    String found;
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
      found = process.isAlive() ? "it takes too long" : "exit " + process.exitValue();
    } catch (IOException e) {
      found = String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    String reason = "Skipped: " + complaint + " (" + found + ").";
    System.out.println(reason);
    abort(reason);
  }
}
