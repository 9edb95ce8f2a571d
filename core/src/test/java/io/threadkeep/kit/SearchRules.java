package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.page.PageRequest;
import io.threadkeep.search.SearchHit;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.search.TextMatcher;
import io.threadkeep.thread.ChatThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * SEARCH-1 to SEARCH-5: what a search finds.
 *
 * <ol>
 *   <li>Whole words are found, without regard to case: all of them, quoted ones next to each other.
 *   <li>What is found is what the matcher accepts, whatever the text and whatever the query.
 *   <li>What was said is searched, by whom it is asked for; calls of tools and their results are
 *       not.
 *   <li>A search stays in its thread, its user and its scope.
 *   <li>What is not in scope, or is not there, is told as in a list.
 * </ol>
 */
interface SearchRules extends StoreRules {

  @ContractRule("SEARCH-1")
  default void wholeWordsAreFoundWithoutRegardToCase(Trial trial) {
    ChatThread thread = trial.startThread();
    List<Message> said =
        trial.say(
            thread, "I lost my Invoice", "An invoice was lost: my fault", "invoices", "in voice");
    assertThat(find(trial, "invoice")).containsExactly(said.get(1), said.get(0));
    assertThat(find(trial, "LOST fault invoice")).containsExactly(said.get(1));
    assertThat(find(trial, "\"my invoice\"")).containsExactly(said.get(0));
    assertThat(find(trial, "\"invoice my\"")).isEmpty();
    assertThat(find(trial, "voic")).isEmpty();
  }

  @ContractRule("SEARCH-2")
  default void everyStoreFindsWhatTheMatcherAccepts(Trial trial) {
    ChatThread thread = trial.startThread();
    List<Message> log = new ArrayList<>();
    for (String text : SearchTexts.TEXTS) {
      trial.pass(Duration.ofSeconds(1));
      log.addAll(trial.say(thread, text));
    }
    StringBuilder wide = new StringBuilder();
    for (int word = 0; word < 5_000; word++) {
      wide.append("number").append(word).append(' ');
    }
    log.addAll(trial.say(thread, wide.toString()));
    List<String> queries = new ArrayList<>(SearchTexts.QUERIES);
    queries.add("number7");
    queries.add("number4999 number4998");
    for (String text : queries) {
      if (words(text) == 0) {
        continue;
      }
      SearchQuery query = SearchQuery.of(text);
      TextMatcher matcher = new TextMatcher(query);
      List<SearchHit> expected =
          log.stream()
              .sorted(NEWEST_FIRST)
              .flatMap(message -> matcher.find(message).stream())
              .toList();
      assertThat(SearchRules.all(trial, Scopes.ANN, query.in(thread.id())))
          .as("%s, in the thread", text)
          .isEqualTo(expected);
      assertThat(SearchRules.all(trial, Scopes.ANN, query)).as(text).isEqualTo(expected);
      assertThat(SearchRules.all(trial, Scopes.ACME, query))
          .as("%s, in the tenant", text)
          .isEqualTo(expected);
    }
  }

  @ContractRule("SEARCH-3")
  default void whatWasSaidIsSearched(Trial trial) {
    ChatThread thread = trial.startThread();
    ContentPart call = new ContentPart.ToolCall("call", "lookup", "{\"place\": \"Paris\"}");
    List<Message> log =
        trial.append(
            thread,
            List.of(
                trial.samples().draft(NewMessage.user("Where is Paris?")),
                trial
                    .samples()
                    .draft(
                        NewMessage.of(
                            Role.ASSISTANT, new ContentPart.Text("I look Paris up."), call)),
                trial.samples().draft(NewMessage.of(Role.ASSISTANT, call)),
                trial
                    .samples()
                    .draft(
                        NewMessage.of(
                            Role.TOOL, new ContentPart.ToolResult("call", "Paris: Europe", false))),
                trial
                    .samples()
                    .draft(
                        NewMessage.of(
                            Role.ASSISTANT, new ContentPart.Refusal("Not about Paris.")))));
    assertThat(find(trial, "paris")).containsExactly(log.get(4), log.get(1), log.get(0));
    assertThat(find(trial, "lookup")).isEmpty();
    assertThat(find(trial, "europe")).isEmpty();
    SearchQuery query = SearchQuery.of("paris");
    assertThat(messages(trial, Scopes.ANN, query.by(Role.USER))).containsExactly(log.get(0));
    assertThat(messages(trial, Scopes.ANN, query.by(Role.ASSISTANT)))
        .containsExactly(log.get(4), log.get(1));
    assertThat(messages(trial, Scopes.ANN, query.by(Role.USER, Role.ASSISTANT))).hasSize(3);
    assertThat(messages(trial, Scopes.ANN, query.by(Role.TOOL))).isEmpty();
  }

  @ContractRule("SEARCH-4")
  default void aSearchStaysInItsThreadItsUserAndItsScope(Trial trial) {
    List<Message> said = new ArrayList<>();
    for (Scope owner : ScopeRules.VIEWERS) {
      for (int n = 0; n < 2; n++) {
        said.addAll(trial.say(trial.startThread(owner), "the same secret"));
      }
    }
    SearchQuery query = SearchQuery.of("secret");
    for (Scope viewer : ScopeRules.VIEWERS) {
      List<Message> visible =
          said.stream().filter(m -> viewer.reaches(ownerOf(said, m))).sorted(NEWEST_FIRST).toList();
      assertThat(messages(trial, viewer, query)).as("from %s", viewer).isEqualTo(visible);
      for (Message message : visible) {
        assertThat(messages(trial, viewer, query.in(message.threadId()))).containsExactly(message);
      }
    }
    assertThat(messages(trial, Scopes.ACME, query.ofUser("ann")))
        .isEqualTo(messages(trial, Scopes.ANN, query))
        .hasSize(2);
    assertThat(messages(trial, Scopes.ANN, query.ofUser("ann"))).hasSize(2);
    assertThat(messages(trial, Scopes.ANN, query.ofUser("bob"))).isEmpty();
    assertThat(messages(trial, Scopes.ACME, query.ofUser("nobody"))).isEmpty();
    ThreadId bobs = said.get(2).threadId();
    assertThat(messages(trial, Scopes.ACME, query.ofUser("bob").in(bobs))).hasSize(1);
  }

  @ContractRule("SEARCH-5")
  default void whatIsNotThereIsTold(Trial trial) {
    ChatThread thread = trial.startThread();
    Message message = trial.say(thread, "a word").get(0);
    Message other = trial.say(trial.startThread(), "a word").get(0);
    Message bobs = trial.say(trial.startThread(Scopes.BOB), "a word").get(0);
    SearchQuery query = SearchQuery.of("word");
    PageRequest page = PageRequest.newestFirst();
    for (ThreadId missing : List.of(bobs.threadId(), trial.samples().ids().thread())) {
      Missing.assertThrown(
          "thread",
          missing,
          () -> trial.store().search().search(Scopes.ANN, query.in(missing), page));
    }
    Missing.assertThrown(
        "thread",
        bobs.threadId(),
        () ->
            trial
                .store()
                .search()
                .search(Scopes.ACME, query.ofUser("ann").in(bobs.threadId()), page));
    for (String after :
        List.of(bobs.id().value(), trial.samples().ids().message().value(), "no id at all")) {
      Missing.assertThrown(
          "message",
          after,
          () -> trial.store().search().search(Scopes.ANN, query, page.after(after)));
    }
    Missing.assertThrown(
        "message",
        other.id(),
        () ->
            trial
                .store()
                .search()
                .search(Scopes.ANN, query.in(thread.id()), page.after(other.id().value())));
    assertThat(
            trial
                .store()
                .search()
                .search(Scopes.ANN, query, page.after(other.id().value()))
                .items())
        .extracting(SearchHit::message)
        .containsExactly(message);
  }

  Comparator<Message> NEWEST_FIRST =
      Comparator.comparing(Message::createdAt)
          .thenComparing(message -> message.id().value())
          .reversed();

  /** Two threads for each owner, one message in each. */
  private static Scope ownerOf(List<Message> said, Message message) {
    return ScopeRules.VIEWERS.get(said.indexOf(message) / 2);
  }

  private static int words(String text) {
    try {
      return SearchQuery.of(text).words().size();
    } catch (InvalidInputException none) {
      return 0;
    }
  }

  private static List<Message> find(Trial trial, String text) {
    return messages(trial, Scopes.ANN, SearchQuery.of(text));
  }

  static List<Message> messages(Trial trial, Scope scope, SearchQuery query) {
    return all(trial, scope, query).stream().map(SearchHit::message).toList();
  }

  static List<SearchHit> all(Trial trial, Scope scope, SearchQuery query) {
    return Trial.walk(
        PageRequest.newestFirst().limit(7),
        page -> trial.store().search().search(scope, query, page));
  }
}
