package io.threadkeep.samples.assistants;

import io.javalin.Javalin;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.threadkeep.Threadkeep;
import io.threadkeep.samples.assistants.api.AssistantsApi;
import io.threadkeep.samples.assistants.inspector.Inspector;
import io.threadkeep.samples.assistants.operate.Operators;
import io.threadkeep.samples.assistants.stream.Pulse;
import io.threadkeep.samples.assistants.stream.RunStreams;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A Threadkeep with the API and the inspector on one port, and the operators' view of it on
 * another, until it is closed.
 */
final class Server implements AutoCloseable {
  private final ServerSettings settings;
  private final Threadkeep threadkeep;
  private final AssistantsApi served;
  private final Javalin api;
  private final Javalin operators;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Server::daemon);
  private final ExecutorService writers = Executors.newCachedThreadPool(Server::daemon);

  private Server(ServerSettings settings, Threadkeep threadkeep, PrometheusMeterRegistry metrics) {
    this.settings = settings;
    this.threadkeep = threadkeep;
    InstantSource clock = InstantSource.system();
    this.served =
        new AssistantsApi(
            threadkeep,
            settings.keys(),
            settings.limits(),
            new RunStreams(new Pulse(timer, writers, settings.pulse()), timer),
            writers,
            clock);
    Inspector inspector = new Inspector(threadkeep, served.doorkeeper(), clock);
    this.api =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              served.addTo(config);
              inspector.addTo(config);
            });
    this.operators = Operators.server(threadkeep, metrics, settings.areOperatorsNearby());
  }

  /**
   * Serves when this returns.
   *
   * @param threadkeep is closed with the server
   */
  static Server start(
      ServerSettings settings, Threadkeep threadkeep, PrometheusMeterRegistry metrics) {
    Server server = new Server(settings, threadkeep, metrics);
    server.listen();
    return server;
  }

  /** A port that is taken leaves nothing open. */
  private void listen() {
    try {
      api.start(settings.host(), settings.port());
      if (settings.operatorsPort() >= 0) {
        operators.start(settings.operatorsHost(), settings.operatorsPort());
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  Threadkeep threadkeep() {
    return threadkeep;
  }

  /** Of the API. */
  int port() {
    return api.port();
  }

  /** Where operators look; -1 for nowhere. */
  int operatorsPort() {
    return settings.operatorsPort() < 0 ? -1 : operators.port();
  }

  String url() {
    return at("/v1");
  }

  String inspectorUrl() {
    return at("/inspector/");
  }

  private String at(String path) {
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return "http://" + host + ":" + port() + path;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "assistants-server-pulse");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Says goodbye to who hears a stream, takes no more requests, and hands back what its workers
   * have not ended in time.
   */
  @Override
  public void close() {
    served.endStreams();
    api.stop();
    operators.stop();
    timer.shutdownNow();
    writers.shutdownNow();
    threadkeep.close();
  }
}
