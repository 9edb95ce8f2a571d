package io.threadkeep.samples.assistants.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.javalin.http.Context;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.page.Order;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.samples.assistants.wire.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param after only what comes behind it, in the list's order; null for the list's beginning
 * @param before only what comes in front of it; without {@code after}, the items next to it
 */
record Paging(int limit, Order order, @Nullable String after, @Nullable String before) {
  private static final int MOST = 100;

  /** An item can be a mebibyte: so many are in memory, of which a page may show fewer. */
  private static final int READ_AT_ONCE = 8;

  static Paging of(Context http) {
    String limit = http.queryParam("limit");
    String order = http.queryParam("order");
    return new Paging(
        limit == null ? PageRequest.DEFAULT_LIMIT : limit(limit),
        order != null && order(order).equals("asc") ? Order.OLDEST_FIRST : Order.NEWEST_FIRST,
        cursor(http, "after"),
        cursor(http, "before"));
  }

  private static int limit(String limit) {
    return Value.ofNumber("limit", limit).integer(1, MOST);
  }

  private static String order(String order) {
    return new Value(TextNode.valueOf(order), "order").oneOf(List.of("asc", "desc"));
  }

  /** Some clients send an empty one with the first page. */
  private static @Nullable String cursor(Context http, String name) {
    String cursor = http.queryParam(name);
    return cursor == null || cursor.isEmpty() ? null : cursor;
  }

  <T> ObjectNode list(Function<PageRequest, Page<T>> read, Function<T, ObjectNode> shown) {
    return list(read, item -> true, shown);
  }

  /**
   * @param isShown whether an item is in the API's list; of those that are not, any number may
   *     stand between those that are
   */
  <T> ObjectNode list(
      Function<PageRequest, Page<T>> read, Predicate<T> isShown, Function<T, ObjectNode> shown) {
    ListPage list = new ListPage(limit);
    PageRequest first =
        new PageRequest(
            Math.min(READ_AT_ONCE, limit + 1), isBackwards() ? reversed() : order, start());
    boolean goesOn = true;
    for (@Nullable PageRequest next = first; next != null && goesOn; ) {
      Page<T> page = read.apply(next);
      for (Iterator<T> items = page.items().iterator(); items.hasNext() && goesOn; ) {
        T item = items.next();
        ObjectNode json = shown.apply(item);
        // An item that is shown no more still bounds the list.
        goesOn = isShown.test(item) ? adds(list, json) : !isBound(json);
      }
      next = page.next();
    }
    return list.write(isBackwards());
  }

  /**
   * A page of a list that is at hand as a whole, oldest first.
   *
   * @param kind what it is a list of
   */
  ObjectNode of(String kind, List<ObjectNode> all) {
    List<ObjectNode> walk = new ArrayList<>(all);
    if ((isBackwards() ? reversed() : order) == Order.NEWEST_FIRST) {
      Collections.reverse(walk);
    }
    String start = start();
    if (start != null) {
      List<String> ids = walk.stream().map(Paging::id).toList();
      if (!ids.contains(start)) {
        throw new NotFoundException(kind, start);
      }
      walk = walk.subList(ids.indexOf(start) + 1, walk.size());
    }
    ListPage list = new ListPage(limit);
    Iterator<ObjectNode> items = walk.iterator();
    while (items.hasNext() && adds(list, items.next())) {
      // Until no more goes in.
    }
    return list.write(isBackwards());
  }

  /** Whether what comes next may be in the page too. */
  private boolean adds(ListPage list, ObjectNode json) {
    return !isBound(json) && list.add(json);
  }

  private boolean isBound(ObjectNode json) {
    return !isBackwards() && id(json).equals(before);
  }

  private boolean isBackwards() {
    return after == null && before != null;
  }

  private @Nullable String start() {
    return isBackwards() ? before : after;
  }

  private static String id(ObjectNode json) {
    return json.path("id").asText();
  }

  private Order reversed() {
    return order == Order.NEWEST_FIRST ? Order.OLDEST_FIRST : Order.NEWEST_FIRST;
  }
}
