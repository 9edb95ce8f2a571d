package io.threadkeep.storage.memory;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.page.Order;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.search.SearchHit;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.search.TextMatcher;
import io.threadkeep.store.MessageSearch;
import io.threadkeep.thread.ThreadQuery;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads every message that can be on the page, beside the others' work: the lock is held for one
 * thread's log at a time, and never while text is looked at.
 */
final class InMemoryMessageSearch implements MessageSearch {
  private final Memory memory;

  InMemoryMessageSearch(Memory memory) {
    this.memory = memory;
  }

  @Override
  public Page<SearchHit> search(Scope scope, SearchQuery query, PageRequest page) {
    Optional<Scope> within = query.within(scope);
    if (within.isEmpty()) {
      return new Page<>(List.of(), null);
    }
    List<ThreadId> threads = threads(within.get(), query);
    Comparator<Place> order =
        page.order() == Order.OLDEST_FIRST ? Comparator.naturalOrder() : Comparator.reverseOrder();
    Place after = page.after() == null ? null : placeOf(within.get(), query, page.after());
    TextMatcher matcher = new TextMatcher(query);
    TreeMap<Place, SearchHit> first = new TreeMap<>(order);
    for (ThreadId thread : threads) {
      for (Message message : log(within.get(), thread, query.thread() != null)) {
        Place place = Place.of(message.createdAt(), message.id());
        boolean behind = after == null || order.compare(place, after) > 0;
        boolean full = first.size() > page.limit();
        if (behind && (!full || order.compare(place, first.lastKey()) < 0)) {
          matcher.find(message).ifPresent(hit -> first.put(place, hit));
          if (first.size() > page.limit() + 1) {
            first.pollLastEntry();
          }
        }
      }
    }
    return Page.of(page, List.copyOf(first.values()), hit -> hit.message().id().value());
  }

  private List<ThreadId> threads(Scope within, SearchQuery query) {
    return memory.transaction(
        () -> {
          if (query.thread() != null) {
            return List.of(memory.thread(within, query.thread()).id());
          }
          return memory.index().candidates(within, ThreadQuery.ALL).values().stream()
              .map(HeldThread::id)
              .toList();
        });
  }

  /**
   * As it is now; empty if the thread was deleted meanwhile.
   *
   * @param whole also what it shares with others; else each message is in one log
   */
  private List<Message> log(Scope within, ThreadId id, boolean whole) {
    return memory.transaction(
        () ->
            memory.shelf().peek(id).filter(thread -> isSearched(within, thread)).stream()
                .flatMap(thread -> (whole ? thread.log() : thread.log().own()).stream())
                .toList());
  }

  private Place placeOf(Scope within, SearchQuery query, String after) {
    return memory.transaction(
        () ->
            Wanted.id(after, MessageId::new)
                .flatMap(id -> Optional.ofNullable(memory.message(id)))
                .filter(message -> isSearched(within, query, message))
                .map(message -> Place.of(message.createdAt(), message.id()))
                .orElseThrow(() -> new NotFoundException("message", after)));
  }

  private boolean isSearched(Scope within, SearchQuery query, Message message) {
    ThreadId thread = query.thread() == null ? message.threadId() : query.thread();
    return memory
        .shelf()
        .peek(thread)
        .filter(held -> isSearched(within, held))
        .filter(held -> held.log().find(message) != null)
        .isPresent();
  }

  private static boolean isSearched(Scope within, HeldThread thread) {
    return within.reaches(thread.owner()) && !thread.isDeleted();
  }
}
