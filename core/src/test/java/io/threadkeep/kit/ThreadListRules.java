package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.Order;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * THREAD-8 to THREAD-14: lists of threads.
 *
 * <ol start="8">
 *   <li>Pages walk the threads by creation in both orders.
 *   <li>Ids, byte by byte, decide between threads of one instant.
 *   <li>Threads that are added meanwhile shift no page.
 *   <li>A page after a thread that is not in scope is refused.
 *   <li>A query finds threads with all pairs, by user, and by both.
 *   <li>Metadata is matched exactly, however hostile.
 *   <li>Queries see metadata as it is after a replacement.
 * </ol>
 */
interface ThreadListRules extends StoreRules {

  @ContractRule("THREAD-8")
  default void pagesWalkTheThreadsInBothOrders(Trial trial) {
    List<ChatThread> all = new ArrayList<>();
    for (int n = 0; n < 11; n++) {
      all.add(trial.startThread());
      trial.pass(Duration.ofNanos(1_000));
    }
    for (int limit : List.of(1, 4, 10, 11, 12)) {
      assertThat(walk(trial, PageRequest.oldestFirst().limit(limit))).isEqualTo(all);
      assertThat(walk(trial, PageRequest.newestFirst().limit(limit))).isEqualTo(reversed(all));
    }
    assertThat(list(trial, PageRequest.oldestFirst().limit(4)).next())
        .isEqualTo(new PageRequest(4, Order.OLDEST_FIRST, all.get(3).id().value()));
    assertThat(list(trial, PageRequest.oldestFirst().limit(11)).hasMore()).isFalse();
  }

  @ContractRule("THREAD-9")
  default void idsDecideBetweenThreadsOfOneInstant(Trial trial) {
    List<ChatThread> inByteOrder =
        Stream.of("0", "9", "A", "B", "Z", "a", "b", "z")
            .map(last -> new ThreadId(ThreadId.PREFIX + "0".repeat(23) + last))
            .map(id -> new ChatThread(id, Scopes.ANN, Metadata.EMPTY, 0, trial.clock().instant()))
            .toList();
    for (int shuffled : List.of(3, 5, 0, 7, 1, 6, 4, 2)) {
      trial.store().threads().create(inByteOrder.get(shuffled), null);
    }
    for (int limit : List.of(1, 3, 100)) {
      assertThat(walk(trial, PageRequest.oldestFirst().limit(limit))).isEqualTo(inByteOrder);
      assertThat(walk(trial, PageRequest.newestFirst().limit(limit)))
          .isEqualTo(reversed(inByteOrder));
    }
  }

  @ContractRule("THREAD-10")
  default void threadsAddedMeanwhileShiftNoPage(Trial trial) {
    List<ChatThread> all = Stream.generate(trial::startThread).limit(9).toList();
    List<ChatThread> seen =
        Trial.walk(
            PageRequest.newestFirst().limit(2),
            page -> {
              Page<ChatThread> found = list(trial, page);
              trial.startThread();
              return found;
            });
    assertThat(seen).isEqualTo(reversed(all));
  }

  @ContractRule("THREAD-11")
  default void aPageAfterAThreadThatIsNotInScopeIsRefused(Trial trial) {
    trial.startThread();
    ThreadId bobs = trial.startThread(Scopes.BOB).id();
    for (String after :
        List.of(bobs.value(), trial.samples().ids().thread().value(), "no id at all")) {
      Missing.assertThrown(
          "thread", after, () -> list(trial, PageRequest.newestFirst().after(after)));
    }
  }

  @ContractRule("THREAD-12")
  default void aQueryFindsByPairsAndByUser(Trial trial) {
    Metadata red = Metadata.of("colour", "red");
    ChatThread annRed = create(trial, Scopes.ANN, red);
    ChatThread annBoth = create(trial, Scopes.ANN, red.with("size", "l"));
    ChatThread bobBoth = create(trial, Scopes.BOB, Metadata.of("size", "l").with("colour", "red"));
    ChatThread nobodysBlue = create(trial, Scopes.ACME, Metadata.of("colour", "blue"));
    create(trial, Scopes.GLOBEX_ANN, red.with("size", "l"));

    ThreadQuery byColour = ThreadQuery.with("colour", "red");
    assertThat(find(trial, Scopes.ACME, ThreadQuery.ALL))
        .containsExactly(annRed, annBoth, bobBoth, nobodysBlue);
    assertThat(find(trial, Scopes.ACME, byColour)).containsExactly(annRed, annBoth, bobBoth);
    assertThat(find(trial, Scopes.ACME, byColour.and("size", "l")))
        .containsExactly(annBoth, bobBoth);
    assertThat(find(trial, Scopes.ACME, byColour.and("size", "m"))).isEmpty();
    assertThat(find(trial, Scopes.ACME, ThreadQuery.ofUser("ann")))
        .containsExactly(annRed, annBoth);
    assertThat(find(trial, Scopes.ACME, ThreadQuery.ofUser("bob").and("colour", "red")))
        .containsExactly(bobBoth);
    assertThat(find(trial, Scopes.ACME, ThreadQuery.ofUser("Ann"))).isEmpty();
    assertThat(find(trial, Scopes.ANN, byColour)).containsExactly(annRed, annBoth);
    assertThat(find(trial, Scopes.ANN, ThreadQuery.ofUser("bob"))).isEmpty();
  }

  @ContractRule("THREAD-13")
  default void metadataIsMatchedExactly(Trial trial) {
    List<String> alike =
        List.of(
            "red",
            "Red",
            "RED",
            "red ",
            " red",
            "r\u00E9d",
            "re\u0301d",
            "r_d",
            "%",
            "%red%",
            "'red'",
            "\"red\"",
            "red' or '1'='1",
            "red\\",
            "\\red",
            "re\uD83D\uDE00d",
            "");
    List<ChatThread> byValue = new ArrayList<>();
    List<ChatThread> byKey = new ArrayList<>();
    for (String text : alike) {
      byValue.add(create(trial, Scopes.ANN, Metadata.of("colour", text)));
      byKey.add(create(trial, Scopes.ANN, Metadata.of("k" + text, "same")));
    }
    for (int i = 0; i < alike.size(); i++) {
      assertThat(find(trial, Scopes.ANN, ThreadQuery.with("colour", alike.get(i))))
          .as("value <%s>", alike.get(i))
          .containsExactly(byValue.get(i));
      assertThat(find(trial, Scopes.ANN, ThreadQuery.with("k" + alike.get(i), "same")))
          .as("key <k%s>", alike.get(i))
          .containsExactly(byKey.get(i));
    }
    assertThat(find(trial, Scopes.ANN, ThreadQuery.with("colou_", "red"))).isEmpty();
    String longest = "x".repeat(512);
    ChatThread ofLongest = create(trial, Scopes.ANN, Metadata.of("y".repeat(64), longest));
    assertThat(find(trial, Scopes.ANN, ThreadQuery.with("y".repeat(64), longest)))
        .containsExactly(ofLongest);
    assertThat(find(trial, Scopes.ANN, ThreadQuery.with("y".repeat(64), longest.substring(1))))
        .isEmpty();
  }

  @ContractRule("THREAD-14")
  default void queriesSeeReplacedMetadata(Trial trial) {
    ChatThread thread = create(trial, Scopes.ANN, Metadata.of("a", "1").with("b", "2"));
    ChatThread replaced =
        trial
            .store()
            .threads()
            .replaceMetadata(Scopes.ANN, thread.id(), Metadata.of("b", "3").with("c", "4"));
    assertThat(find(trial, Scopes.ANN, ThreadQuery.with("a", "1"))).isEmpty();
    assertThat(find(trial, Scopes.ANN, ThreadQuery.with("b", "2"))).isEmpty();
    assertThat(find(trial, Scopes.ANN, ThreadQuery.with("b", "3").and("c", "4")))
        .containsExactly(replaced);
  }

  private static ChatThread create(Trial trial, Scope owner, Metadata metadata) {
    return trial.store().threads().create(trial.samples().thread(owner, metadata), null);
  }

  private static List<ChatThread> find(Trial trial, Scope scope, ThreadQuery query) {
    return Trial.walk(
        PageRequest.oldestFirst().limit(2),
        page -> trial.store().threads().list(scope, query, page));
  }

  private static Page<ChatThread> list(Trial trial, PageRequest page) {
    return trial.store().threads().list(Scopes.ANN, ThreadQuery.ALL, page);
  }

  private static List<ChatThread> walk(Trial trial, PageRequest first) {
    return Trial.walk(first, page -> list(trial, page));
  }

  private static List<ChatThread> reversed(List<ChatThread> threads) {
    List<ChatThread> reversed = new ArrayList<>(threads);
    Collections.reverse(reversed);
    return reversed;
  }
}
