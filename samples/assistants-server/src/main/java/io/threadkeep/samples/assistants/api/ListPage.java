package io.threadkeep.samples.assistants.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.samples.assistants.wire.Json;
import io.threadkeep.samples.assistants.wire.ListWire;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One page of a list while it is filled: so many items, or so many bytes, whichever is first. */
final class ListPage {
  /** Of all items together, as they are sent; one item goes in whatever its size. */
  private static final long MOST_BYTES = 2 << 20;

  private final int limit;
  private final List<ObjectNode> items = new ArrayList<>();
  private long bytes;
  private boolean more;

  ListPage(int limit) {
    this.limit = limit;
  }

  /** False if it does not go in, nor does anything that comes behind it. */
  boolean add(ObjectNode item) {
    bytes += Json.size(item);
    more = items.size() == limit || (!items.isEmpty() && bytes > MOST_BYTES);
    if (!more) {
      items.add(item);
    }
    return !more;
  }

  /**
   * @param reversed whether the items were added from the last to the first
   */
  ObjectNode write(boolean reversed) {
    if (reversed) {
      Collections.reverse(items);
    }
    return ListWire.write(items, more);
  }
}
