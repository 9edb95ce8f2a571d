package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.Operations.ANN;
import static io.threadkeep.storage.jdbc.Operations.PAGE;

import io.threadkeep.message.Message;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.thread.ChatThread;
import java.util.List;
import java.util.stream.Stream;

/** What is found by its words. */
final class SearchOperations {
  private static final SearchQuery RIVER = SearchQuery.of("river");

  private SearchOperations() {}

  static Stream<Operation> all() {
    return Stream.of(
        Operation.of(
                "MessageSearch.search",
                "for the first time, in two threads",
                t -> {
                  t.say(t.startThread(), "a river", "");
                  t.say(t.startThread(), "the river");
                  return () -> t.store().search().search(ANN, RIVER, PAGE);
                })
            .leaves("tk_message_words", 2),
        Operation.of(
                "MessageSearch.search",
                "in a thread that has grown since the last one",
                t -> {
                  ChatThread thread = t.startThread();
                  t.say(thread, "a river");
                  t.store().search().search(ANN, RIVER, PAGE);
                  t.say(thread, "two rivers", "the river");
                  t.say(t.startThread(), "a river nobody asks for");
                  return () -> t.store().search().search(ANN, RIVER.in(thread.id()), PAGE);
                })
            .leaves("tk_message_words", 3),
        Operation.of(
                "MessageSearch.search",
                "behind a cursor",
                t -> {
                  List<Message> said = t.say(t.startThread(), "a river", "the river");
                  t.store().search().search(ANN, RIVER, PAGE);
                  return () ->
                      t.store().search().search(ANN, RIVER, PAGE.after(said.get(1).id().value()));
                })
            .leaves("tk_message_words", 2));
  }
}
