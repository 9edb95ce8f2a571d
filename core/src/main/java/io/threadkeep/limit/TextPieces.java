package io.threadkeep.limit;

/**
 * Text that comes in pieces, made storable. Where a surrogate pair is split between two pieces, its
 * first half is held back for the second.
 */
public final class TextPieces {
  private final StringBuilder text = new StringBuilder();
  private String held = "";

  /** What can be handed on now; together all of it is {@link #text}, but for what is still held. */
  public String add(String piece) {
    String all = held + piece;
    int end = all.length();
    boolean splitsPair = end > 0 && Character.isHighSurrogate(all.charAt(end - 1));
    held = splitsPair ? all.substring(end - 1) : "";
    String ready = Text.sanitise(splitsPair ? all.substring(0, end - 1) : all);
    text.append(ready);
    return ready;
  }

  /** Ends the text; what was held and found no second half is the return value. */
  public String end() {
    String rest = Text.sanitise(held);
    held = "";
    text.append(rest);
    return rest;
  }

  public String text() {
    return text.toString();
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }
}
