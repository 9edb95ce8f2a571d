package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.threadkeep.samples.assistants.RawClient.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists in pages, in both orders and both ways, with what is not shown in between. */
final class PagingTest {
  @TempDir static Path directory;
  private static Server server;
  private static RawClient http;
  private static String messages;
  private static List<String> all;

  @BeforeAll
  static void sayManyThings() {
    server = TestServer.start(directory);
    http = new RawClient(server.url(), "sk-test");
    String assistant =
        http.post(
                "/assistants",
                "{'model':'m','tools':[{'type':'function','function':{'name':'get_weather'}}]}")
            .id();
    String thread = http.post("/threads", "{}").id();
    messages = "/threads/" + thread + "/messages";
    for (int n = 0; n < 4; n++) {
      http.post(messages, "{'role':'user','content':'How is the weather on day " + n + "?'}");
      String runs = "/threads/" + thread + "/runs";
      String run = runs + "/" + http.post(runs, "{'assistant_id':'" + assistant + "'}").id();
      // Its call and its result are messages too, which no list shows.
      Waiting.until(() -> status(run).equals("requires_action"));
      String call =
          http.get(run).json().at("/required_action/submit_tool_outputs/tool_calls/0/id").asText();
      http.post(
          run + "/submit_tool_outputs",
          "{'tool_outputs':[{'tool_call_id':'" + call + "','output':'sunny'}]}");
      Waiting.until(() -> status(run).equals("completed"));
    }
    all = ids(http.get(messages + "?order=asc&limit=100").json());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aMessageThatWasDeletedStillBoundsAList() {
    String said = "{'role':'user','content':'n'}";
    String thread =
        http.post("/threads", "{'messages':[" + (said + ",").repeat(4) + said + "]}").id();
    String list = "/threads/" + thread + "/messages?order=asc";
    List<String> ids = ids(http.get(list).json());
    http.delete("/threads/" + thread + "/messages/" + ids.get(3));
    String between = list + "&after=" + ids.get(0) + "&before=" + ids.get(3);
    assertThat(ids(http.get(between).json())).isEqualTo(ids.subList(1, 3));
    assertThat(ids(http.get(list + "&after=" + ids.get(3)).json())).isEqualTo(ids.subList(4, 5));
  }

  @Test
  void filesAreListedAsMessagesNameThem() {
    String thread =
        http.post(
                "/threads",
                "{'messages':[{'role':'user','content':'x','attachments':[{'file_id':'file-a','tools':[{'type':'file_search'}]}]},"
                    + "{'role':'user','content':[{'type':'image_file','image_file':{'file_id':'file-b'}}]},"
                    + "{'role':'user','content':'y','attachments':[{'file_id':'file-a','tools':[]}]}]}")
            .id();
    String files = "/files?order=asc&thread_id=" + thread;
    assertThat(ids(http.get(files).json())).containsExactly("file-a", "file-b");
    assertThat(ids(http.get(files + "&after=file-a").json())).containsExactly("file-b");
    assertThat(http.get(files + "&limit=1").json().path("has_more").asBoolean()).isTrue();
    assertThat(http.get("/files").status()).isEqualTo(400);
    assertThat(http.get("/files/file-a").status()).isEqualTo(404);
    assertThat(http.get("/files?thread_id=thread_000000000000000000000000").status())
        .isEqualTo(404);
  }

  @Test
  void everyMessageIsInOnePage() {
    assertThat(all).hasSize(8).doesNotHaveDuplicates();
    List<String> newestFirst = new ArrayList<>(all);
    Collections.reverse(newestFirst);
    assertThat(ids(http.get(messages).json())).isEqualTo(newestFirst);
    for (int limit : List.of(1, 3, 7, 8, 100)) {
      assertThat(walk("asc", limit)).as("limit %d", limit).isEqualTo(all);
      assertThat(walk("desc", limit)).as("limit %d", limit).isEqualTo(newestFirst);
    }
  }

  @Test
  void aPageCanBeTurnedBack() {
    assertThat(ids(http.get(messages + "?order=asc&limit=3&before=" + all.get(5)).json()))
        .isEqualTo(all.subList(2, 5));
    assertThat(ids(http.get(messages + "?order=asc&before=" + all.get(2)).json()))
        .isEqualTo(all.subList(0, 2));
    JsonNode between =
        http.get(messages + "?order=asc&after=" + all.get(1) + "&before=" + all.get(4)).json();
    assertThat(ids(between)).isEqualTo(all.subList(2, 4));
    assertThat(between.path("has_more").asBoolean()).isFalse();
  }

  @Test
  void aListSaysWhereItBeginsAndEnds() {
    JsonNode page = http.get(messages + "?order=asc&limit=3").json();
    assertThat(page.path("first_id").asText()).isEqualTo(all.get(0));
    assertThat(page.path("last_id").asText()).isEqualTo(all.get(2));
    assertThat(page.path("has_more").asBoolean()).isTrue();
    JsonNode empty = http.get("/threads/" + http.post("/threads", "{}").id() + "/messages").json();
    assertThat(empty.path("data")).isEmpty();
    assertThat(empty.path("first_id").isNull()).isTrue();
    assertThat(empty.path("has_more").asBoolean()).isFalse();
  }

  @Test
  void messagesOfOneRunAreListed() {
    String run = http.get(messages + "?order=asc").json().at("/data/3/run_id").asText();
    assertThat(ids(http.get(messages + "?run_id=" + run).json())).containsExactly(all.get(3));
  }

  @Test
  void threadsAreFoundByTheirMetadata() {
    String own = http.post("/threads", "{'metadata':{'user_id':'u-42','topic':'tea'}}").id();
    http.post("/threads", "{'metadata':{'user_id':'u-43','topic':'tea'}}");
    assertThat(ids(http.get("/threads?metadata%5Buser_id%5D=u-42").json())).containsExactly(own);
    assertThat(ids(http.get("/threads?metadata%5Btopic%5D=tea").json())).hasSize(2);
    assertThat(ids(http.get("/threads?metadata%5Btopic%5D=tea&metadata%5Buser_id%5D=u-42").json()))
        .containsExactly(own);
  }

  @Test
  void aNumberThatIsFarTooGreatIsANumber() {
    for (String limit : List.of("12345678901", "9".repeat(60))) {
      assertThat(http.get("/threads?limit=" + limit).error())
          .isEqualTo(
              "400 Invalid 'limit': integer above maximum value. Expected a value <= 100, but got "
                  + limit
                  + " instead. | limit | integer_above_max_value");
    }
    assertThat(http.get("/threads?limit=-12345678901").error())
        .contains("integer below minimum value. Expected a value >= 1");
    assertThat(http.get("/threads?limit=ten").error())
        .isEqualTo(
            "400 Invalid type for 'limit': expected an integer, but got a string instead."
                + " | limit | invalid_type");
  }

  @Test
  void whatLooksLikeAFilterAndIsNoneDoesNotListAllThreads() {
    for (String query :
        List.of(
            "metadata=x",
            "metadata%5Ba=x",
            "metadata%5B%5D=x",
            "Metadata%5Ba%5D=x",
            "metadata%5Ba%5D=x&metadata%5Ba%5D=y",
            "user=x&user=y")) {
      assertThat(http.get("/threads?" + query).error())
          .as(query)
          .startsWith("400 Invalid '")
          .contains("threads are listed by 'metadata[key]=value' and 'user=id', each key once.");
    }
  }

  /** Eight pages of 25 MB each once took all memory there is. */
  @Test
  void aPageOfLongMessagesHoldsFewer() {
    String longMessages = "/threads/" + http.post("/threads", "{}").id() + "/messages";
    List<String> said = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      String text = n < 18 ? "x".repeat(256_000) : "short";
      said.add(http.post(longMessages, "{'role':'user','content':'" + text + "'}").id());
    }
    for (String way : List.of("&after=", "&order=asc&after=")) {
      List<String> walked = new ArrayList<>();
      String after = "";
      boolean more = true;
      while (more) {
        Reply page = http.get(longMessages + "?limit=100" + way + after);
        assertThat(page.body().length()).isLessThan(3 << 20);
        assertThat(ids(page.json())).isNotEmpty();
        walked.addAll(ids(page.json()));
        after = page.json().path("last_id").asText();
        more = page.json().path("has_more").asBoolean();
      }
      assertThat(walked).containsExactlyInAnyOrderElementsOf(said);
    }
    JsonNode turnedBack =
        http.get(longMessages + "?order=asc&limit=100&before=" + said.get(17)).json();
    assertThat(ids(turnedBack)).hasSize(8).isEqualTo(said.subList(9, 17));
    assertThat(turnedBack.path("has_more").asBoolean()).isTrue();
  }

  private static List<String> walk(String order, int limit) {
    List<String> walked = new ArrayList<>();
    String after = "";
    while (true) {
      JsonNode page =
          http.get(messages + "?order=" + order + "&limit=" + limit + "&after=" + after).json();
      walked.addAll(ids(page));
      if (!page.path("has_more").asBoolean()) {
        return walked;
      }
      after = page.path("last_id").asText();
    }
  }

  private static String status(String run) {
    return http.get(run).json().path("status").asText();
  }

  private static List<String> ids(JsonNode list) {
    List<String> ids = new ArrayList<>();
    list.path("data").forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }
}
