package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.message.Message;
import io.threadkeep.page.Order;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.search.SearchHit;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * SEARCH-6 to SEARCH-11: searches and time.
 *
 * <ol start="6">
 *   <li>Pages walk the hits by creation over all threads, in both orders.
 *   <li>Messages that are added meanwhile shift no page.
 *   <li>What was added after a search is found by the next one.
 *   <li>What goes with its thread is not found.
 *   <li>Searches and appends at the same time miss nothing and find nothing twice.
 *   <li>Another instance finds the same, after a restart too.
 * </ol>
 */
interface SearchPageRules extends StoreRules {
  SearchQuery RIVER = SearchQuery.of("river");

  @ContractRule("SEARCH-6")
  default void pagesWalkTheHitsByCreation(Trial trial) {
    List<ChatThread> threads = List.of(trial.startThread(), trial.startThread());
    List<Message> hits = new ArrayList<>();
    for (int n = 0; n < 12; n++) {
      hits.addAll(trial.say(threads.get(n % 2), "river " + n));
      trial.say(threads.get(n % 2), "meadow " + n);
      trial.pass(Duration.ofMillis(n % 3));
    }
    List<Message> reversed = new ArrayList<>(hits);
    Collections.reverse(reversed);
    for (int limit : List.of(1, 5, 11, 12, 13, 100)) {
      assertThat(walk(trial, PageRequest.oldestFirst().limit(limit))).isEqualTo(hits);
      assertThat(walk(trial, PageRequest.newestFirst().limit(limit))).isEqualTo(reversed);
    }
    assertThat(search(trial, PageRequest.newestFirst().limit(12)).next()).isNull();
    Page<SearchHit> first = search(trial, PageRequest.newestFirst().limit(5));
    assertThat(first.next())
        .isEqualTo(new PageRequest(5, Order.NEWEST_FIRST, reversed.get(4).id().value()));
  }

  @ContractRule("SEARCH-7")
  default void messagesAddedMeanwhileShiftNoHit(Trial trial) {
    ChatThread thread = trial.startThread();
    List<Message> hits =
        new ArrayList<>(trial.append(thread, trial.samples().numbered("river ", 9)));
    Collections.reverse(hits);
    List<Message> found =
        Trial.walk(
                PageRequest.newestFirst().limit(2),
                page -> {
                  Page<SearchHit> hit = search(trial, page);
                  trial.pass(Duration.ofMillis(1));
                  trial.say(thread, "river meanwhile");
                  return hit;
                })
            .stream()
            .map(SearchHit::message)
            .toList();
    assertThat(found).isEqualTo(hits);
  }

  @ContractRule("SEARCH-8")
  default void whatWasAddedAfterASearchIsFoundByTheNext(Trial trial) {
    ChatThread thread = trial.startThread();
    List<Message> hits = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      hits.addAll(0, trial.say(thread, "river " + n));
      assertThat(walk(trial, PageRequest.newestFirst())).isEqualTo(hits);
      trial.say(thread, "");
    }
    hits.addAll(0, trial.say(trial.startThread(), "another river"));
    assertThat(walk(trial, PageRequest.newestFirst())).isEqualTo(hits);
  }

  @ContractRule("SEARCH-9")
  default void whatGoesWithItsThreadIsNotFound(Trial trial) {
    ChatThread kept = trial.startThread();
    Message stays = trial.say(kept, "river").get(0);
    ChatThread searched = trial.startThread();
    Message goes = trial.say(searched, "river").get(0);
    assertThat(walk(trial, PageRequest.newestFirst())).containsExactly(goes, stays);
    ChatThread unsearched = trial.startThread();
    trial.say(unsearched, "river");
    trial.store().threads().delete(Scopes.ANN, searched.id());
    trial.store().threads().delete(Scopes.ANN, unsearched.id());
    assertThat(walk(trial, PageRequest.newestFirst())).containsExactly(stays);
    PageRequest behind = PageRequest.newestFirst().after(goes.id().value());
    Missing.assertThrown("message", goes.id(), () -> search(trial, behind));
  }

  @ContractRule("SEARCH-10")
  default void searchesAndAppendsAtTheSameTimeMissNothing(Trial trial) {
    int appended = 40;
    List<ChatThread> threads = List.of(trial.startThread(), trial.startThread());
    for (ChatThread thread : threads) {
      trial.append(thread, trial.samples().numbered("river ", 60));
    }
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (ChatThread thread : threads) {
      calls.add(
          () -> {
            for (int n = 0; n < appended; n++) {
              trial.say(thread, "late river " + n);
            }
            return true;
          });
    }
    for (int searcher = 0; searcher < 3; searcher++) {
      calls.add(
          () -> {
            int last = 0;
            for (int n = 0; n < 8; n++) {
              List<Message> found = walk(trial, PageRequest.newestFirst().limit(100));
              assertThat(found).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(last);
              last = found.size();
            }
            return last >= 120;
          });
    }
    assertThat(Race.values(Race.among(calls))).containsOnly(true);
    assertThat(walk(trial, PageRequest.newestFirst().limit(100)))
        .doesNotHaveDuplicates()
        .hasSize(2 * (60 + appended));
  }

  @ContractRule("SEARCH-11")
  default void anotherInstanceFindsTheSame(Trial trial) {
    ChatThread thread = trial.startThread();
    List<Message> hits = new ArrayList<>(trial.say(thread, "a river", "the River"));
    Collections.reverse(hits);
    ThreadStore other = trial.openAgain();
    assertThat(walk(trial, PageRequest.newestFirst())).isEqualTo(hits);
    assertThat(other.search().search(Scopes.ANN, RIVER, PageRequest.newestFirst()).items())
        .extracting(SearchHit::message)
        .isEqualTo(hits);
    trial.restart();
    hits.addAll(0, trial.say(thread, "one river more"));
    assertThat(walk(trial, PageRequest.newestFirst())).isEqualTo(hits);
  }

  private static Page<SearchHit> search(Trial trial, PageRequest page) {
    return trial.store().search().search(Scopes.ANN, RIVER, page);
  }

  private static List<Message> walk(Trial trial, PageRequest first) {
    return Trial.walk(first, page -> search(trial, page)).stream().map(SearchHit::message).toList();
  }
}
