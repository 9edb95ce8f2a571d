package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.threadkeep.samples.assistants.RawClient.Reply;
import io.threadkeep.samples.assistants.api.ApiKeys;
import io.threadkeep.samples.assistants.api.ApiLimits;
import io.threadkeep.samples.assistants.api.AssistantsApi;
import io.threadkeep.samples.assistants.stream.Pulse;
import io.threadkeep.samples.assistants.stream.RunStreams;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no handler can help, such as too little memory, is told as any other failure is. */
final class ErrorTest {

  @Test
  void anErrorIsToldInTheFormOfTheApi(@TempDir Path directory) {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    InstantSource clock = InstantSource.system();
    try (Server server = TestServer.start(directory)) {
      AssistantsApi api =
          new AssistantsApi(
              server.threadkeep(),
              ApiKeys.open(),
              new ApiLimits(100, 10, 10, Duration.ofSeconds(10)),
              new RunStreams(new Pulse(timer, timer, Duration.ofSeconds(10)), timer),
              timer,
              clock);
      Javalin javalin =
          Javalin.create(
                  config -> {
                    config.startup.showJavalinBanner = false;
                    api.addTo(config);
                    config.routes.get(
                        "/v1/error",
                        http -> {
                          throw new OutOfMemoryError("as if there were none left");
                        });
                  })
              .start("127.0.0.1", 0);
      RawClient http = new RawClient("http://127.0.0.1:" + javalin.port() + "/v1", "sk-test");
      Reply refused = http.get("/error");
      assertThat(refused.error())
          .isEqualTo(
              "500 The server had an error processing your request. Its log has more under"
                  + " x-request-id. | null | null");
      assertThat(refused.header("x-request-id")).startsWith("req_");
      assertThat(refused.header("content-type")).startsWith("application/json");
      assertThat(http.get("/threads").status()).isEqualTo(200);
      javalin.stop();
    } finally {
      timer.shutdownNow();
    }
  }
}
