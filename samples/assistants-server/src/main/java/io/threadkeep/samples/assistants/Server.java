package io.threadkeep.samples.assistants;

import io.javalin.Javalin;
import io.threadkeep.Threadkeep;
import io.threadkeep.samples.assistants.api.AssistantsApi;
import io.threadkeep.samples.assistants.stream.Pulse;
import io.threadkeep.samples.assistants.stream.RunStreams;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The API on its port, for as long as it is open. */
final class Server implements AutoCloseable {
  private final Javalin http;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Server::daemon);
  private final ExecutorService writers = Executors.newCachedThreadPool(Server::daemon);

  private Server(Threadkeep threadkeep, ServerSettings settings, InstantSource clock) {
    RunStreams streams = new RunStreams(clock, new Pulse(timer, writers, settings.pulse()));
    AssistantsApi api =
        new AssistantsApi(
            threadkeep,
            settings.keys(),
            settings.requestsPerMinute(),
            settings.streamsPerKey(),
            streams,
            clock);
    this.http =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              api.addTo(config);
            });
  }

  /** Is there when this returns. The caller closes {@code threadkeep} behind it. */
  static Server start(Threadkeep threadkeep, ServerSettings settings, InstantSource clock) {
    Server server = new Server(threadkeep, settings, clock);
    server.http.start(settings.host(), settings.port());
    return server;
  }

  int port() {
    return http.port();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "assistants-server-pulse");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    http.stop();
    timer.shutdownNow();
    writers.shutdownNow();
  }
}
