package io.threadkeep.transfer;

import io.threadkeep.limit.Limits;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list from its oldest item on, a page at a time; the larger its items are, the fewer of them are
 * held.
 */
final class Walk<T> {
  /** About what a page may take. */
  private static final long PAGE_BYTES = 1 << 20;

  private static final int FIRST = 16;

  private final Function<PageRequest, Page<T>> list;
  private final Deque<T> page = new ArrayDeque<>();
  private @Nullable PageRequest request;
  private long bytes;
  private int taken;

  Walk(Function<PageRequest, Page<T>> list) {
    this.list = list;
    this.request = PageRequest.oldestFirst().limit(FIRST);
  }

  /** One without any items. */
  static <T> Walk<T> ofNothing() {
    Walk<T> walk = new Walk<>(request -> new Page<>(java.util.List.of(), null));
    walk.request = null;
    return walk;
  }

  /** The next item; null behind the last. */
  @Nullable T next() {
    if (page.isEmpty() && request != null) {
      Page<T> read = list.apply(request.limit(fitting(request.limit())));
      page.addAll(read.items());
      request = read.next();
      bytes = 0;
      taken = 0;
    }
    taken++;
    return page.poll();
  }

  /** That the item that was taken last has this size. */
  void weigh(long itemBytes) {
    bytes += itemBytes;
  }

  private int fitting(int last) {
    long average = taken == 0 ? 0 : bytes / taken;
    long most = average == 0 ? Limits.PAGE : Math.max(1, PAGE_BYTES / average);
    return (int) Math.min(Math.min(most, Limits.PAGE), taken == 0 ? last : 2L * last);
  }
}
