package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.threadkeep.samples.assistants.RawClient.Reply;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the inspector's page reads and does, for who shows a key. */
final class InspectorTest {
  @TempDir static Path directory;
  private static Server server;
  private static RawClient api;
  private static RawClient acme;
  private static RawClient globex;
  private static Kitchen kitchen;

  @BeforeAll
  static void start() throws Exception {
    Map<String, String> settings = TenantKeys.settings(directory, "acme", "globex");
    settings.put("threadkeep.fake.script", "classpath:inspector.conf");
    server = TestServer.start(settings);
    api = new RawClient(server.url(), "sk-acme");
    acme = inspector("sk-acme");
    globex = inspector("sk-globex");
    kitchen = Kitchen.in(api).until(api, "completed");
  }

  private static RawClient inspector(String key) {
    return new RawClient(server.url().replace("/v1", "/inspector/api"), key).without("OpenAI-Beta");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void thePageIsForEverybodyAndRunsNothingButItsOwnFiles() {
    RawClient page = new RawClient(server.url().replace("/v1", ""), "").without("Authorization");
    for (String path : List.of("/inspector", "/inspector/", "/inspector/main.js")) {
      Reply reply = page.get(path);
      assertThat(reply.status()).as(path).isEqualTo(200);
      assertThat(reply.header("content-security-policy"))
          .contains("default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'")
          .doesNotContain("unsafe", "http");
      assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
    }
    assertThat(page.get("/inspector/").body())
        .contains("<main")
        .doesNotContainPattern("<script(?![^>]* src=)[^>]*>")
        .doesNotContainPattern("\\son\\w+=")
        .doesNotContain("style=", "http");
    assertThat(page.get("/inspector/../application.conf").status()).isBetween(400, 404);
    assertThat(page.get("/inspector/nothing").status()).isEqualTo(404);
  }

  @Test
  void whoHasNoKeySeesNothing() {
    for (String path : paths(kitchen, step(), message())) {
      Reply reply = acme.without("Authorization").get(path);
      assertThat(reply.status()).as(path).isEqualTo(401);
      assertThat(reply.json().at("/error/code").asText()).isEqualTo("invalid_api_key");
    }
  }

  @Test
  void everyIdOfAnotherTenantIsMissing() {
    for (String path : paths(kitchen, step(), message())) {
      if (path.contains(kitchen.thread()) || path.contains(kitchen.run())) {
        Reply reply = globex.get(path);
        assertThat(reply.status()).as(path).isEqualTo(404);
      }
    }
    String thread = "/threads/" + kitchen.thread();
    String fork = "{'message_id':'" + message() + "'}";
    String erase = "{'confirm':'" + kitchen.thread() + "'}";
    for (List<String> action :
        List.of(
            List.of(thread + "/archive", "{}"),
            List.of(thread + "/unarchive", "{}"),
            List.of(thread + "/restore", "{}"),
            List.of(thread + "/fork", fork),
            List.of(thread + "/withdraw", fork),
            List.of(thread + "/erase", erase),
            List.of("/runs/" + kitchen.run() + "/cancel", "{}"),
            List.of("/runs/" + kitchen.run() + "/answer", "{'answers':[]}"))) {
      assertThat(globex.post(action.get(0), action.get(1)).status())
          .as(action.get(0))
          .isEqualTo(404);
    }
    assertThat(globex.get("/threads").json().path("items")).isEmpty();
    assertThat(globex.get("/search?q=peanuts").json().path("items")).isEmpty();
    assertThat(acme.get("/threads/" + kitchen.thread()).json().at("/thread/state").asText())
        .isEqualTo("active");
  }

  @Test
  void threadsAreFoundByLabelAndByWhatIsSaid() {
    assertThat(acme.get("/threads?metadata[user_id]=u-42").json().at("/items/0/id").asText())
        .isEqualTo(kitchen.thread());
    assertThat(acme.get("/threads?metadata=u-42").status()).isEqualTo(400);
    assertThat(acme.get("/threads?metadata[user_id]=u-43").json().path("items")).isEmpty();
    JsonNode hit = acme.get("/search?q=peanuts").json().at("/items/0");
    assertThat(hit.at("/message/position").asInt()).isEqualTo(20);
    JsonNode place = hit.at("/excerpt/places/0");
    assertThat(
            hit.at("/excerpt/text")
                .asText()
                .substring(place.path("start").asInt(), place.path("end").asInt()))
        .isEqualTo("peanuts");
    assertThat(acme.get("/search?q=").status()).isEqualTo(400);
    for (String query : List.of("limit=x", "limit=0", "limit=12345678901", "order=zz")) {
      assertThat(acme.get("/threads?" + query).error()).as(query).startsWith("400 Invalid ");
    }
    assertThat(acme.get("/threads?state=lost").status()).isEqualTo(400);
  }

  @Test
  void whatIsHostileComesBackAsText() {
    Reply reply = acme.get("/threads/" + kitchen.thread() + "/messages?limit=100");
    assertThat(reply.header("content-type")).startsWith("application/json");
    assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(reply.header("cache-control")).isEqualTo("no-store");
    assertThat(reply.json().path("items"))
        .anySatisfy(
            item ->
                assertThat(item.at("/draft/body/content/0/text").asText())
                    .isEqualTo(Kitchen.HOSTILE));
  }

  @Test
  void eachCallTellsWhatItWasShownAndWhatNotAndWhy() {
    JsonNode manifest = acme.get("/runs/" + kitchen.run()).json().at("/calls/0/step/manifest");
    assertThat(manifest.path("policy").asText()).isEqualTo("last-messages(20)");
    assertThat(manifest.path("included").toString()).isEqualTo("[{\"from\":61,\"to\":80}]");
    assertThat(manifest.path("left_out").toString())
        .isEqualTo("[{\"range\":{\"from\":1,\"to\":60},\"reason\":\"beyond_window\"}]");
  }

  @Test
  void aWindowComesBackWordForWord() {
    JsonNode window = acme.get("/runs/" + kitchen.run() + "/steps/" + step() + "/window").json();
    List<Integer> positions = new ArrayList<>();
    window.path("messages").forEach(message -> positions.add(message.path("position").asInt()));
    assertThat(positions).hasSize(20).startsWith(61).endsWith(80);
    assertThat(window.toString()).contains("What may I not eat").doesNotContain("peanuts");
    assertThat(
            acme.get("/runs/" + kitchen.run() + "/steps/step_000000000000000000000000/window")
                .status())
        .isEqualTo(404);
  }

  @Test
  void anotherPolicyCanBeTriedWithoutAModel() {
    String preview = "/threads/" + kitchen.thread() + "/preview?policy=";
    assertThat(acme.get(preview + "pinned(20,last-messages(5))").json().at("/manifest/included/0"))
        .hasToString("{\"from\":1,\"to\":20}");
    assertThat(acme.get(preview + "no-such").error()).startsWith("400").contains("last-messages");
    assertThat(acme.get(preview + "token-budget(1)").status()).isEqualTo(400);
  }

  @Test
  void aThreadIsArchivedForkedExportedAndErased() {
    String thread = Kitchen.asked(api, "hello").until(api, "completed").thread();
    String path = "/threads/" + thread;
    assertThat(acme.post(path + "/archive", "{}").json().path("state").asText())
        .isEqualTo("archived");
    assertThat(acme.get("/threads?state=archived").body()).contains(thread);
    assertThat(acme.post(path + "/unarchive", "{}").json().path("state").asText())
        .isEqualTo("active");
    String first = acme.get(path + "/messages?order=asc").json().at("/items/0/draft/id").asText();
    JsonNode fork = acme.post(path + "/fork", "{'message_id':'" + first + "'}").json();
    assertThat(fork.at("/forked_from/source").asText()).isEqualTo(thread);
    assertThat(fork.path("message_count").asInt()).isEqualTo(1);
    JsonNode withdrawn = acme.post(path + "/withdraw", "{'message_id':'" + first + "'}").json();
    assertThat(withdrawn.at("/draft/body/content/0/type").asText()).isEqualTo("withdrawn");
    Reply export = acme.get(path + "/export");
    assertThat(export.header("content-disposition")).contains(thread + ".ndjson");
    assertThat(export.body().lines().toList()).hasSizeGreaterThan(3);
    assertThat(acme.post(path + "/erase", "{}").status()).isEqualTo(400);
    assertThat(
            acme.post(path + "/erase", "{'confirm':'" + fork.path("id").asText() + "'}").status())
        .isEqualTo(400);
    assertThat(
            acme.post(path + "/erase", "{'confirm':'" + thread + "'}")
                .json()
                .at("/counts/threads")
                .asInt())
        .isPositive();
    assertThat(acme.get(path).status()).isEqualTo(404);
  }

  /** As a page of another site could have a browser send it, with no key in development. */
  @Test
  void whatIsNotSentAsJsonDoesNothing() {
    Reply reply =
        acme.with("Content-Type", "text/plain")
            .post("/threads/" + kitchen.thread() + "/archive", "{}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(acme.get("/threads/" + kitchen.thread()).json().at("/thread/state").asText())
        .isEqualTo("active");
  }

  @Test
  void usageComesByDayAndModel() {
    JsonNode report = acme.get("/usage").json();
    JsonNode line = report.at("/lines/0");
    assertThat(line.path("model").asText()).isEqualTo("m");
    assertThat(LocalDate.parse(line.path("day").asText()))
        .isBeforeOrEqualTo(LocalDate.now(ZoneOffset.UTC));
    assertThat(line.at("/usage/prompt_tokens").asLong()).isPositive();
    assertThat(report.at("/total/cost").asText()).isEqualTo("no price");
    assertThat(globex.get("/usage").json().path("lines")).isEmpty();
    for (String days :
        List.of("from=yesterday", "from=1990-01-01", "to=%2B999999999-12-31", "to=0000-01-01")) {
      assertThat(acme.get("/usage?" + days).error()).as(days).startsWith("400 Invalid ");
    }
  }

  @Test
  void theEngineTellsHowItStands() {
    JsonNode engine = acme.get("/engine").json();
    assertThat(engine.path("status").asText()).isEqualTo("up");
    assertThat(engine.path("accepting").asBoolean()).isTrue();
    assertThat(engine.at("/workers/slots").asInt()).isPositive();
    assertThat(engine.path("gates")).isEmpty();
  }

  private static String step() {
    return acme.get("/runs/" + kitchen.run()).json().at("/calls/0/step/id").asText();
  }

  private static String message() {
    return acme.get("/threads/" + kitchen.thread() + "/messages")
        .json()
        .at("/items/0/draft/id")
        .asText();
  }

  /** All that can be read. */
  private static List<String> paths(Kitchen kitchen, String step, String message) {
    String thread = "/threads/" + kitchen.thread();
    return List.of(
        "/threads",
        "/search?q=peanuts",
        "/search?q=peanuts&thread=" + kitchen.thread(),
        thread,
        thread + "/messages",
        thread + "/messages?after=" + message,
        thread + "/runs",
        thread + "/preview?policy=auto",
        thread + "/export",
        "/runs/" + kitchen.run(),
        "/runs/" + kitchen.run() + "/events",
        "/runs/" + kitchen.run() + "/steps/" + step + "/window",
        "/usage",
        "/engine");
  }
}
