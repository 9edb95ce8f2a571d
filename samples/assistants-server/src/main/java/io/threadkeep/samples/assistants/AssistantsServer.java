package io.threadkeep.samples.assistants;

import io.threadkeep.wiring.ConfigSources;
import io.threadkeep.wiring.ConfigurationException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program: answers the Assistants API until it is told to stop. */
@Command(
    name = "assistants-server",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Answers the OpenAI Assistants API (v2) from threads of one's own.",
    footer = {
      "",
      "All of Threadkeep's own configuration applies: application.conf, -D, and",
      "variables such as THREADKEEP_JDBC_URL. The server's is threadkeep.server."
    })
public final class AssistantsServer implements Runnable {

  @Option(
      names = "--dev",
      description = "No keys, on this machine alone, with the fake model unless told otherwise.")
  private boolean dev;

  @Option(names = "--port", paramLabel = "N", description = "The API's port (default: 8080).")
  private @Nullable Integer port;

  @Option(names = "--data", paramLabel = "DIR", description = "Where the embedded database is.")
  private @Nullable Path data;

  public static void main(String[] arguments) {
    // jOOQ greets and advises on standard error unless it is told not to.
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    CommandLine line =
        new CommandLine(new AssistantsServer())
            .setExecutionExceptionHandler(AssistantsServer::tell);
    System.exit(line.execute(arguments));
  }

  private static int tell(Exception failure, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    if (failure instanceof ConfigurationException wrong) {
      line.getErr().println(wrong.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    throw failure;
  }

  @Override
  public void run() {
    Server server = ServerModule.start(settings());
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  stopped.countDown();
                }));
    System.out.println("The Assistants API is at " + server.url());
    System.out.println("The inspector is at " + server.inspectorUrl());
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    if (dev) {
      settings.put("threadkeep.server.development", "true");
      if (ConfigSources.load(Map.of()).getString("threadkeep.transport").isBlank()) {
        settings.put("threadkeep.transport", "fake");
      }
    }
    if (port != null) {
      settings.put("threadkeep.server.port", String.valueOf(port));
    }
    if (data != null) {
      settings.put("threadkeep.jdbc.directory", data.toString());
    }
    return settings;
  }
}
