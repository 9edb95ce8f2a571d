package io.threadkeep.storage.memory;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Scope;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.search.SearchHit;
import io.threadkeep.search.SearchQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a search. */
final class SearchFaults {
  private static final String SEARCH = "MessageSearch.search";

  private SearchFaults() {}

  static Stream<Fault> all() {
    return Stream.of(
        Fault.in(
            SEARCH,
            "looks for the first word alone",
            Set.of("SEARCH-1", "SEARCH-2"),
            SearchFaults::byFirstWord),
        Fault.in(
            SEARCH,
            "reads hyphens as its parser does",
            Set.of("SEARCH-2"),
            call ->
                query(call).text().contains("-") ? new Page<>(List.of(), null) : call.proceed()),
        Fault.in(
            SEARCH,
            "does not ask who said it",
            Set.of("SEARCH-3"),
            call -> {
              SearchQuery query = query(call);
              return call.with(
                      1, new SearchQuery(query.text(), query.user(), query.thread(), Set.of()))
                  .proceed();
            }),
        Fault.in(
            SEARCH,
            "searches all users of the tenant",
            Set.of("SEARCH-4", "SEARCH-5", "SCOPE-2"),
            call -> call.with(0, Scope.tenant(call.argument(0, Scope.class).tenant())).proceed()),
        Fault.in(
            SEARCH,
            "takes a missing thread for an empty one",
            Set.of("SEARCH-5"),
            SearchFaults::forgiving),
        Fault.in(
            SEARCH,
            "ends with the first page",
            Set.of("SEARCH-4", "SEARCH-6", "SEARCH-7", "SEARCH-10"),
            call -> new Page<>(page(call.proceed()).items(), null)),
        Fault.of(
                "answers a search again as it did the first time",
                Set.of("SEARCH-8", "SEARCH-9", "SEARCH-11"),
                SearchFaults::stale)
            .mayAlsoBreak("SEARCH-10"),
        Fault.of("pages hits by offset", Set.of("SEARCH-7"), SearchFaults::byOffset)
            .mayAlsoBreak("SEARCH-10"),
        Fault.of(
            "finds a message twice when several search",
            Set.of("SEARCH-10"),
            SearchFaults::doubling));
  }

  private static @Nullable Object byFirstWord(TwistedStore.Call call) throws Throwable {
    SearchQuery query = query(call);
    String first = query.words().iterator().next();
    return call.with(1, new SearchQuery(first, query.user(), query.thread(), query.roles()))
        .proceed();
  }

  private static @Nullable Object forgiving(TwistedStore.Call call) throws Throwable {
    try {
      return call.proceed();
    } catch (NotFoundException e) {
      if (e.kind().equals("thread")) {
        return new Page<>(List.of(), null);
      }
      throw e;
    }
  }

  private static TwistedStore stale(TwistedStore store) {
    Map<List<?>, Object> answers = new ConcurrentHashMap<>();
    return store.twist(
        SEARCH,
        call -> {
          Object first = answers.get(call.arguments());
          if (first == null) {
            first = page(call.proceed());
            answers.put(call.arguments(), first);
          }
          return first;
        });
  }

  private static TwistedStore byOffset(TwistedStore store) {
    Map<String, Integer> offsets = new ConcurrentHashMap<>();
    return store.twist(
        SEARCH,
        call -> {
          PageRequest request = call.argument(2, PageRequest.class);
          String after = request.after();
          Integer offset = after == null ? Integer.valueOf(0) : offsets.get(after);
          if (offset == null) {
            return call.proceed();
          }
          PageRequest all = new PageRequest(100, request.order(), null);
          List<SearchHit> hits = page(call.with(2, all).proceed()).items();
          Page<SearchHit> page =
              Page.of(
                  request,
                  hits.subList(
                      Math.min(offset, hits.size()),
                      Math.min(offset + request.limit() + 1, hits.size())),
                  hit -> hit.message().id().value());
          PageRequest next = page.next();
          if (next != null) {
            offsets.put(Objects.requireNonNull(next.after()), offset + request.limit());
          }
          return page;
        });
  }

  private static TwistedStore doubling(TwistedStore store) {
    Thread first = Thread.currentThread();
    return store.twist(
        SEARCH,
        call -> {
          Page<SearchHit> page = page(call.proceed());
          if (page.items().isEmpty() || Thread.currentThread() == first) {
            return page;
          }
          List<SearchHit> twice = new ArrayList<>(page.items());
          twice.add(twice.get(0));
          return new Page<>(twice, page.next());
        });
  }

  private static SearchQuery query(TwistedStore.Call call) {
    return call.argument(1, SearchQuery.class);
  }

  @SuppressWarnings("unchecked")
  private static Page<SearchHit> page(@Nullable Object result) {
    return (Page<SearchHit>) Objects.requireNonNull(result);
  }
}
