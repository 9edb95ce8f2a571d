package io.threadkeep.samples.assistants.api;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.threadkeep.Threadkeep;
import io.threadkeep.samples.assistants.stream.RunStreams;
import io.threadkeep.samples.assistants.view.Desk;
import io.threadkeep.samples.assistants.wire.ApiError;
import io.threadkeep.samples.assistants.wire.Json;
import io.threadkeep.samples.assistants.wire.RunRequestWire;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole API. */
public final class AssistantsApi {
  /** Of a request that is being sent, in bytes a second: who is slower holds up a thread. */
  private static final long SLOWEST = 256;

  private static final String PATHS = "/v1/*";
  private static final String BEGUN = "begun";
  private static final Logger LOG = LoggerFactory.getLogger(AssistantsApi.class);

  private final Threadkeep threadkeep;
  private final Doorkeeper doorkeeper;
  private final OpenStreams open;
  private final Streaming streaming;
  private final RequestBodies bodies;
  private final InstantSource clock;

  /**
   * @param writers end the streams when they have to be, each by itself
   */
  public AssistantsApi(
      Threadkeep threadkeep,
      ApiKeys keys,
      ApiLimits limits,
      RunStreams streams,
      Executor writers,
      InstantSource clock) {
    this.threadkeep = threadkeep;
    this.clock = clock;
    this.doorkeeper =
        new Doorkeeper(
            keys,
            new RateLimits(limits.requestsPerMinute(), clock),
            new Permits(limits.requestsAtOnce()));
    this.open = new OpenStreams(writers);
    this.streaming = new Streaming(streams, new Permits(limits.streams()), open);
    this.bodies = new RequestBodies(limits.bodyDeadline(), clock);
  }

  public Doorkeeper doorkeeper() {
    return doorkeeper;
  }

  public void addTo(JavalinConfig config) {
    config.appData(RequestBodies.KEY, bodies);
    config.http.prefer405over404 = true;
    // A stream lasts as long as its run.
    config.http.asyncTimeout = 0;
    config.jetty.modifyServer(server -> server.setErrorHandler(new PlainErrors()));
    config.jetty.modifyServer(server -> server.setHandler(new MinimumDataRateHandler(SLOWEST, 0)));
    config.router.javaLangErrorHandler(AssistantsApi::refuseForError);
    PlainMethods.addTo(config);
    config.routes.before(this::identify);
    config.routes.before(QueryStrings::requireReadable);
    config.routes.before(PATHS, doorkeeper::admit);
    config.routes.after(this::tellTime);
    Routes routes =
        new Routes(
            config.routes,
            http -> {
              Caller caller = Doorkeeper.caller(http);
              return new Exchange(http, caller, Desk.of(threadkeep, caller.scope()));
            });
    AssistantRoutes.add(routes);
    // First, since the first path that fits is taken: /threads/runs is no thread's.
    RunRoutes.add(routes, new RunRequestWire(threadkeep.policies()::parse), streaming);
    ThreadRoutes.add(routes);
    MessageRoutes.add(routes);
    OutputRoutes.add(routes, streaming);
    StepRoutes.add(routes);
    FileRoutes.add(routes);
    config.routes.exception(Exception.class, AssistantsApi::refuse);
    config.routes.exception(HttpResponseException.class, AssistantsApi::refuseUnknown);
  }

  /** Ends all streams with a word to their clients, and takes no more; the runs go on. */
  public void endStreams() {
    open.close();
  }

  private void identify(Context http) {
    http.attribute(BEGUN, clock.millis());
    http.header(RequestIds.HEADER, RequestIds.next());
    http.header("openai-version", "2020-10-01");
  }

  private void tellTime(Context http) {
    Long begun = http.attribute(BEGUN);
    if (begun != null && !isUnderWay(http)) {
      http.header("openai-processing-ms", String.valueOf(clock.millis() - begun));
    }
  }

  /** Whether its answer cannot be changed any more: a stream, whose client may be gone by now. */
  private static boolean isUnderWay(Context http) {
    try {
      return http.res().isCommitted();
    } catch (IllegalStateException recycled) {
      return true;
    }
  }

  private static void refuse(Exception failure, Context http) {
    if (isUnderWay(http)) {
      LOG.debug("A stream ended early: its client is gone.", failure);
      return;
    }
    ApiError error = Failures.error(failure);
    if (error.status() >= 500) {
      LOG.error("{} failed.", http.res().getHeader(RequestIds.HEADER), failure);
    }
    Exchange.answer(http, error.status(), error.json());
  }

  /** As far as there is still room for an answer. */
  private static void refuseForError(HttpServletResponse response, Error failure) {
    LOG.error("{} failed.", response.getHeader(RequestIds.HEADER), failure);
    if (response.isCommitted()) {
      return;
    }
    ApiError error = Failures.unknown();
    response.setStatus(error.status());
    response.setContentType("application/json");
    try {
      response.getOutputStream().write(Json.bytes(error.json()));
    } catch (IOException e) {
      LOG.debug("Nobody is there to be told.", e);
    }
  }

  /** What HTTP itself refuses: a path that nobody knows, a method that it does not have. */
  private static void refuseUnknown(HttpResponseException failure, Context http) {
    String request = http.method() + " " + ApiError.shown(http.path());
    ApiError error =
        switch (failure.getStatus()) {
          case 404 ->
              ApiError.notFound(
                  "Unknown request URL: " + request + ". Please check the URL for typos.");
          case 405 -> {
            http.header("Allow", allowed(failure));
            yield new ApiError(
                405,
                "invalid_request_error",
                "Not allowed to " + request + ".",
                null,
                "method_not_supported");
          }
          default ->
              new ApiError(
                  failure.getStatus(),
                  "invalid_request_error",
                  "The request could not be read.",
                  null,
                  null);
        };
    Exchange.answer(http, error.status(), error.json());
  }

  /** {@code GET, HEAD, POST}: HEAD is where GET is. */
  private static String allowed(HttpResponseException failure) {
    return failure.getDetails().getOrDefault("availableMethods", "").replace("GET", "GET, HEAD");
  }
}
