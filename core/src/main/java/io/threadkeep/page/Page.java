package io.threadkeep.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One part of a list.
 *
 * @param next the request for the items behind these, or null when there were none
 */
public record Page<T>(List<T> items, @Nullable PageRequest next) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * Cuts a page from up to {@code limit + 1} items: one more than asked for tells that there is
   * more.
   */
  public static <T> Page<T> of(PageRequest request, List<T> items, Function<T, String> id) {
    if (items.size() <= request.limit()) {
      return new Page<>(items, null);
    }
    List<T> cut = items.subList(0, request.limit());
    return new Page<>(cut, request.after(id.apply(cut.get(cut.size() - 1))));
  }

  public boolean hasMore() {
    return next != null;
  }
}
