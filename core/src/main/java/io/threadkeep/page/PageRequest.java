package io.threadkeep.page;

import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list: at most {@code limit} items (1 to 100) in {@code order}, after the item
 * with the id {@code after}, or from the start.
 *
 * <p>Pages are cut by key: items that are added meanwhile never shift a page.
 */
public record PageRequest(int limit, Order order, @Nullable String after) {
  public static final int DEFAULT_LIMIT = 20;

  public PageRequest {
    Checks.range("limit", limit, 1, Limits.PAGE);
    Checks.optionalText("after", after, Limits.CURSOR);
  }

  public static PageRequest newestFirst() {
    return new PageRequest(DEFAULT_LIMIT, Order.NEWEST_FIRST, null);
  }

  public static PageRequest oldestFirst() {
    return new PageRequest(DEFAULT_LIMIT, Order.OLDEST_FIRST, null);
  }

  public PageRequest limit(int newLimit) {
    return new PageRequest(newLimit, order, after);
  }

  public PageRequest after(String id) {
    return new PageRequest(limit, order, id);
  }
}
