package io.threadkeep.samples.assistants;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program in a process of its own, to be killed. */
final class ServerProcess implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("is at (http://\\S+)");

  private final Process process;
  private final String url;

  private ServerProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  static ServerProcess start(Path directory, String... settings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dthreadkeep.fake.script=classpath:tutorial.conf");
    command.add("-Dthreadkeep.server.operators.port=-1");
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.addAll(List.of(settings));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(
            AssistantsServer.class.getName(),
            "--dev",
            "--port",
            "0",
            "--data",
            directory.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new ServerProcess(process, url(process));
  }

  String url() {
    return url;
  }

  /** At once, with nothing put in order: SIGKILL. */
  void kill() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        throw new AssertionError("It cannot be killed.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    kill();
  }

  private static String url(Process process) throws IOException {
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder all = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      all.append(line).append('\n');
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        drain(said);
        return listening.group(1);
      }
    }
    throw new AssertionError("The server did not start: " + all);
  }

  /** A process whose output nobody reads would stop when the pipe is full. */
  private static void drain(BufferedReader said) {
    Thread reader =
        new Thread(
            () -> {
              try (said) {
                while (said.readLine() != null) {
                  // Read, so that it can go on.
                }
              } catch (IOException e) {
                // It has been killed.
              }
            });
    reader.setDaemon(true);
    reader.start();
  }
}
