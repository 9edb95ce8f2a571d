package io.threadkeep.search;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text word by word, in constant memory.
 *
 * <p>A word is a run of letters and digits with their marks. A character of a script that puts no
 * spaces between words, and a symbol such as an emoji, is a word of its own. All else separates.
 */
final class WordReader {
  private static final int ASCII_END = 0x80;

  /** Below, nothing joins what stands before it. */
  private static final int FIRST_MARK = 0x300;

  private final String text;
  private final Deque<Word> ready = new ArrayDeque<>();
  private final StringBuilder word = new StringBuilder();
  private int next;
  private int start;
  private int end;
  private boolean alone;

  WordReader(String text) {
    this.text = text;
  }

  /** The next word, or null behind the last one. */
  @Nullable Word next() {
    while (ready.isEmpty() && next < text.length()) {
      readCharacter();
    }
    if (ready.isEmpty()) {
      finish();
    }
    return ready.poll();
  }

  private void readCharacter() {
    char c = text.charAt(next);
    boolean joined = next + 1 < text.length() && text.charAt(next + 1) >= FIRST_MARK;
    if (c < ASCII_END && !joined) {
      readAscii(c);
    } else {
      readCluster();
    }
  }

  private void readAscii(char c) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      add(c, next, next + 1);
    } else if (c >= 'A' && c <= 'Z') {
      add(c + ('a' - 'A'), next, next + 1);
    } else {
      finish();
    }
    next++;
  }

  /** A character with all that may melt into it; what it becomes has this place in the text. */
  private void readCluster() {
    int from = next;
    next += Character.charCount(text.codePointAt(next));
    while (next < text.length() && Letters.joins(text.codePointAt(next))) {
      next += Character.charCount(text.codePointAt(next));
    }
    Letters.fold(text.substring(from, next)).codePoints().forEach(c -> take(c, from));
  }

  private void take(int c, int from) {
    switch (Letters.kind(c)) {
      case LETTER -> add(c, from, next);
      case ALONE -> {
        finish();
        add(c, from, next);
        alone = true;
      }
      case MARK -> {
        if (!word.isEmpty()) {
          word.appendCodePoint(c);
          end = next;
        }
      }
      case BREAK -> finish();
      case IGNORED -> {}
    }
  }

  private void add(int letter, int from, int to) {
    if (alone) {
      finish();
    }
    if (word.isEmpty()) {
      start = from;
    }
    word.appendCodePoint(letter);
    end = to;
  }

  private void finish() {
    if (!word.isEmpty()) {
      ready.add(new Word(word.toString(), start, end));
      word.setLength(0);
    }
    alone = false;
  }
}
