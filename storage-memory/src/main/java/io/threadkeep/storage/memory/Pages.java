package io.threadkeep.storage.memory;

import io.threadkeep.page.Order;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Cuts pages from records that are sorted by creation. */
final class Pages {

  private Pages() {}

  /**
   * @param after the place of the record that {@code request} names, or null to begin at the start
   */
  static <H, T> Page<T> cut(
      NavigableMap<Place, H> sorted,
      PageRequest request,
      @Nullable Place after,
      Predicate<H> wanted,
      Function<H, T> shown,
      Function<T, String> id) {
    NavigableMap<Place, H> inOrder =
        request.order() == Order.OLDEST_FIRST ? sorted : sorted.descendingMap();
    NavigableMap<Place, H> rest = after == null ? inOrder : inOrder.tailMap(after, false);
    List<T> items =
        rest.values().stream().filter(wanted).limit(request.limit() + 1L).map(shown).toList();
    return Page.of(request, items, id);
  }
}
