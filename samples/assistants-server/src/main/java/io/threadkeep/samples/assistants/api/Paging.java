package io.threadkeep.samples.assistants.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.javalin.http.Context;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.page.Order;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.samples.assistants.wire.ListWire;
import io.threadkeep.samples.assistants.wire.Value;
import java.util.ArrayList;
import java.util.Collections;
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
    boolean backwards = after == null && before != null;
    String start = backwards ? before : after;
    PageRequest first =
        new PageRequest(Math.min(MOST, limit + 1), backwards ? reversed() : order, start);
    List<ObjectNode> found = new ArrayList<>();
    boolean stopped = false;
    for (@Nullable PageRequest next = first; next != null && found.size() <= limit && !stopped; ) {
      Page<T> page = read.apply(next);
      for (T item : page.items()) {
        ObjectNode json = isShown.test(item) ? shown.apply(item) : null;
        stopped |= !backwards && json != null && id(json).equals(before);
        if (json != null && !stopped) {
          found.add(json);
        }
      }
      next = page.next();
    }
    return write(found, backwards);
  }

  /** A page of a list that is at hand as a whole, oldest first. */
  ObjectNode of(List<ObjectNode> all) {
    List<ObjectNode> walk = new ArrayList<>(all);
    boolean backwards = after == null && before != null;
    if ((backwards ? reversed() : order) == Order.NEWEST_FIRST) {
      Collections.reverse(walk);
    }
    String start = backwards ? before : after;
    if (start != null) {
      List<String> ids = walk.stream().map(Paging::id).toList();
      if (!ids.contains(start)) {
        throw new NotFoundException("run step", start);
      }
      walk = walk.subList(ids.indexOf(start) + 1, walk.size());
    }
    if (!backwards && before != null) {
      walk = walk.stream().takeWhile(item -> !id(item).equals(before)).toList();
    }
    return write(walk, backwards);
  }

  private ObjectNode write(List<ObjectNode> found, boolean backwards) {
    List<ObjectNode> cut = new ArrayList<>(found.subList(0, Math.min(limit, found.size())));
    if (backwards) {
      Collections.reverse(cut);
    }
    return ListWire.write(cut, found.size() > limit);
  }

  private static String id(ObjectNode json) {
    return json.path("id").asText();
  }

  private Order reversed() {
    return order == Order.NEWEST_FIRST ? Order.OLDEST_FIRST : Order.NEWEST_FIRST;
  }
}
