package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.SearchSetting.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.kit.Trial;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.search.SearchHit;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.storage.jdbc.server.Servers;
import io.threadkeep.store.MessageSearch;
import io.threadkeep.thread.ChatThread;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a search notes of messages before it can find them: when, how much, and what is left. */
class SearchCatchUpTest {
  private static final SearchQuery RIVER = SearchQuery.of("river");
  private static final SearchBounds TIGHT = new SearchBounds(3, 7, 5);

  static Stream<Named<DatabaseServer>> databases() {
    return Stream.concat(
        Servers.h2Memory().map(server -> Named.of("H2 in memory", server)).stream(),
        Databases.remote().filter(server -> !server.getName().startsWith("H2")));
  }

  @ParameterizedTest
  @MethodSource("databases")
  void aLongLogIsReadInManyBoundedCalls(DatabaseServer server) {
    try (SearchSetting keep = new SearchSetting(server)) {
      for (int thread = 0; thread < 5; thread++) {
        keep.thread("river 1", "meadow", "river 2", "meadow", "meadow", "meadow", "river 3");
      }
      MessageSearch search = keep.search(TIGHT);
      List<Message> found = new ArrayList<>();
      PageRequest request = PageRequest.newestFirst().limit(4);
      int noted = 0;
      int calls = 0;
      while (request != null) {
        Page<SearchHit> page = search.search(ANN, RIVER, request);
        page.items().forEach(hit -> found.add(hit.message()));
        int now = keep.tokens().size();
        assertThat(now - noted).isLessThanOrEqualTo(TIGHT.mostNoted() + TIGHT.batch());
        noted = now;
        calls++;
        request = page.next();
      }
      assertThat(found).hasSize(15).doesNotHaveDuplicates();
      assertThat(noted).isEqualTo(35);
      assertThat(calls).isGreaterThanOrEqualTo(7);
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void aProcessThatDiesLeavesWhatTheNextOneGoesOnFrom(DatabaseServer server) {
    try (SearchSetting keep = new SearchSetting(server)) {
      int expected = 0;
      for (int last = 1; last <= 8; last++) {
        keep.thread("river", "a river", "the river", "no meadow", "river", "river", "river");
        keep.thread("river");
        expected += 7;
        int dies = last;
        MessageSearch dying =
            keep.search(
                TIGHT,
                keep.dialect().wordIndex(),
                number -> {
                  if (number == dies) {
                    throw new IllegalStateException("killed");
                  }
                });
        assertThatThrownBy(
                () -> Trial.walk(PageRequest.newestFirst(), page -> dying.search(ANN, RIVER, page)))
            .hasMessage("killed");
        assertThat(walk(keep.search(TIGHT)))
            .as("killed at connection %d", last)
            .hasSize(expected)
            .doesNotHaveDuplicates();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void aThreadThatIsDeletedMeanwhileLeavesNothing(DatabaseServer server) {
    try (SearchSetting keep = new SearchSetting(server)) {
      for (int when = 1; when <= 5; when++) {
        ChatThread thread = keep.thread("river", "a river");
        int moment = when;
        MessageSearch search =
            keep.search(
                SearchBounds.DEFAULT,
                keep.dialect().wordIndex(),
                number -> {
                  if (number == moment) {
                    keep.store().threads().delete(ANN, thread.id());
                  }
                });
        assertThat(search.search(ANN, RIVER, PageRequest.newestFirst()).items()).isEmpty();
        assertThat(keep.tokens()).as("deleted at connection %d", when).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void aMessageThatIsWithdrawnMeanwhileLeavesNoWords(DatabaseServer server) {
    try (SearchSetting keep = new SearchSetting(server)) {
      for (int when = 1; when <= 5; when++) {
        ChatThread thread = keep.thread("river", "a river");
        Message taken = keep.store().messages().before(ANN, thread.id(), 2, 1).get(0);
        MessageDraft asking =
            keep.samples()
                .draft(
                    NewMessage.of(
                        Role.ASSISTANT,
                        new ContentPart.Text("I look at the river"),
                        new ContentPart.ToolCall("call", "look", "{}")));
        keep.store().messages().append(ANN, thread.id(), List.of(asking), null);
        int moment = when;
        MessageSearch search =
            keep.search(
                SearchBounds.DEFAULT,
                keep.dialect().wordIndex(),
                number -> {
                  if (number == moment) {
                    for (MessageDraft draft : List.of(taken.draft(), asking)) {
                      keep.store().messages().withdraw(ANN, thread.id(), draft.withdrawn(0));
                    }
                  }
                });
        search.search(ANN, RIVER, PageRequest.newestFirst());
        assertThat(walk(keep.search(TIGHT)))
            .extracting(hit -> hit.message().position())
            .containsExactly(2L);
        assertThat(keep.tokens()).as("withdrawn at connection %d", when).hasSize(1);
        keep.store().threads().delete(ANN, thread.id());
      }
    }
  }

  /** Noted is what its fork reads, and nothing that nobody would take away again. */
  @ParameterizedTest
  @MethodSource("databases")
  void ofASourceThatIsPurgedMeanwhileOnlyWhatStaysIsNoted(DatabaseServer server) {
    try (SearchSetting keep = new SearchSetting(server)) {
      for (int when = 1; when <= 5; when++) {
        ChatThread source = keep.thread("river", "a river", "the river", "river again");
        ChatThread fork = keep.fork(source, 2);
        int moment = when;
        MessageSearch search =
            keep.search(
                SearchBounds.DEFAULT,
                keep.dialect().wordIndex(),
                number -> {
                  if (number == moment) {
                    keep.store().threads().delete(ANN, source.id());
                  }
                });
        search.search(ANN, RIVER, PageRequest.newestFirst());
        assertThat(keep.tokens()).as("purged at connection %d", when).hasSizeLessThanOrEqualTo(2);
        SearchQuery inFork = RIVER.in(fork.id());
        assertThat(search.search(ANN, inFork, PageRequest.newestFirst()).items()).hasSize(2);
        assertThat(keep.tokens()).hasSize(2);
        keep.store().threads().delete(ANN, fork.id());
        assertThat(keep.tokens()).as("purged at connection %d", when).isEmpty();
      }
    }
  }

  /** Of what is kept for forks: each of them takes along what no other one reads. */
  @ParameterizedTest
  @MethodSource("databases")
  void wordsGoWithTheirMessages(DatabaseServer server) {
    try (SearchSetting keep = new SearchSetting(server)) {
      ChatThread source = keep.thread("river", "a river", "the river", "river again", "more");
      ChatThread shorter = keep.fork(source, 1);
      ChatThread longer = keep.fork(source, 3);
      assertThat(walk(keep.search(TIGHT))).hasSize(4);
      assertThat(keep.tokens()).hasSize(5);
      keep.store().threads().delete(ANN, source.id());
      assertThat(keep.tokens()).hasSize(3);
      keep.store().threads().delete(ANN, longer.id());
      assertThat(keep.tokens()).hasSize(1);
      keep.store().threads().delete(ANN, shorter.id());
      assertThat(keep.tokens()).isEmpty();
    }
  }

  /** In batches that are smaller than any of the logs that it reads. */
  @ParameterizedTest
  @MethodSource("databases")
  void aForkIsSearchedInItsOrder(DatabaseServer server) {
    try (SearchSetting keep = new SearchSetting(server)) {
      ChatThread source = keep.thread("river", "a river", "the river", "river again", "river");
      ChatThread fork = keep.fork(source, 4);
      keep.store()
          .messages()
          .append(ANN, fork.id(), keep.samples().numbered("another river ", 5), null);
      SearchQuery inFork = RIVER.in(fork.id());
      MessageSearch search = keep.search(TIGHT);
      for (PageRequest first : List.of(PageRequest.newestFirst(), PageRequest.oldestFirst())) {
        assertThat(Trial.walk(first.limit(2), page -> search.search(ANN, inFork, page)))
            .extracting(hit -> hit.message().position())
            .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
      }
    }
  }

  /** As when a search of another process is quicker. */
  @ParameterizedTest
  @MethodSource("databases")
  void whatAnotherHasNotedMeanwhileIsNotNotedAgain(DatabaseServer server) {
    try (SearchSetting keep = new SearchSetting(server)) {
      ChatThread thread = keep.thread("river", "a river", "the river");
      MessageSearch other = keep.search(SearchBounds.DEFAULT);
      MessageSearch slow =
          keep.search(
              new SearchBounds(10, 100, 100),
              keep.dialect().wordIndex(),
              number -> {
                // Read, and not noted yet.
                if (number == 4) {
                  other.search(ANN, RIVER, PageRequest.newestFirst());
                  keep.store()
                      .messages()
                      .append(
                          ANN,
                          thread.id(),
                          keep.samples().drafts("river again", "river more"),
                          null);
                }
              });
      assertThat(walk(slow)).hasSizeBetween(3, 5).doesNotHaveDuplicates();
      assertThat(walk(slow)).hasSize(5).doesNotHaveDuplicates();
      assertThat(keep.tokens()).hasSize(5);
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void whereNoWordsMayBeNotedMessagesAreStillFound(DatabaseServer server) {
    try (SearchSetting keep = new SearchSetting(server)) {
      keep.thread("river", "meadow");
      MessageSearch plain = keep.search(TIGHT, Optional.empty(), number -> {});
      assertThat(walk(plain)).hasSize(1);
      assertThat(keep.tokens()).hasSize(2).allMatch(tokens -> tokens.endsWith(" xxxxxxxxxx"));
      keep.thread("river", "river");
      assertThat(walk(keep.search(TIGHT))).hasSize(3);
      assertThat(walk(plain)).hasSize(3);
    }
  }

  /** The index is asked: it does not know of a message whose tokens are gone. */
  @ParameterizedTest
  @MethodSource("databases")
  void whereThereIsTextSearchItIsAsked(DatabaseServer server) throws SQLException {
    try (SearchSetting keep = new SearchSetting(server)) {
      keep.thread("river", "river");
      assertThat(walk(keep.search(TIGHT))).hasSize(2);
      assertThat(keep.tokens()).noneMatch(tokens -> tokens.contains("river"));
      try (Connection connection = keep.pools().work().getConnection()) {
        connection.createStatement().execute("update tk_message_words set tokens = 'none'");
        if (!connection.getAutoCommit()) {
          connection.commit();
        }
      }
      assertThat(walk(keep.search(TIGHT))).hasSize(keep.hasTextSearch() ? 0 : 2);
    }
  }

  private static List<SearchHit> walk(MessageSearch search) {
    return Trial.walk(PageRequest.newestFirst().limit(4), page -> search.search(ANN, RIVER, page));
  }
}
