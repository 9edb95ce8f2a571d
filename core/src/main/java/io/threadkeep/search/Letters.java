package io.threadkeep.search;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What one character is to a word. */
final class Letters {
  /** What becomes of the word that is being read. */
  enum Kind {
    /** Goes on with it, or begins one. */
    LETTER,
    /** A word of its own. */
    ALONE,
    /** Belongs to the letter before it. */
    MARK,
    /** Cannot be seen: as if it were not there. */
    IGNORED,
    /** Ends it. */
    BREAK
  }

  /** Written without spaces between words: each character is found by itself. */
  private static final Set<UnicodeScript> WITHOUT_SPACES =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private static final int FIRST_WITHOUT_SPACES = 0x0E00;
  private static final int LONG_VOWEL = 0x30FC;
  private static final int ZERO_WIDTH_SPACE = 0x200B;

  private Letters() {}

  static Kind kind(int c) {
    if (isAlone(c)) {
      return Kind.ALONE;
    } else if (Character.isLetterOrDigit(c)) {
      return Kind.LETTER;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK -> isVariationSelector(c) ? Kind.IGNORED : Kind.MARK;
      case Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> Kind.MARK;
      case Character.FORMAT -> c == ZERO_WIDTH_SPACE ? Kind.BREAK : Kind.IGNORED;
      default -> Kind.BREAK;
    };
  }

  /** The ranges are there so that a Java that does not know a new character yet reads it alike. */
  private static boolean isAlone(int c) {
    return (c >= 0x1F000 && c <= 0x1FAFF && Character.getType(c) != Character.MODIFIER_SYMBOL)
        || (c >= 0x20000 && c <= 0x3FFFF)
        || c == LONG_VOWEL
        || Character.getType(c) == Character.OTHER_SYMBOL
        || (c >= FIRST_WITHOUT_SPACES
            && Character.isLetter(c)
            && WITHOUT_SPACES.contains(UnicodeScript.of(c)));
  }

  private static boolean isVariationSelector(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
  }

  /** Whether {@code c} can melt into what stands before it when text is normalised. */
  static boolean joins(int c) {
    int type = Character.getType(c);
    boolean voiced = c == 0xFF9E || c == 0xFF9F;
    boolean jamo = c >= 0x1160 && c <= 0x11FF;
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || voiced
        || jamo;
  }

  /** One form for all that differ in case, width or composition alone. */
  static String fold(String characters) {
    String compatible = Normalizer.normalize(characters, Normalizer.Form.NFKC);
    // By way of the capitals, where sharp s and double s are the same. Down by characters: at the
    // end of a word a sigma would become another letter.
    String folded = lower(lower(compatible).toUpperCase(Locale.ROOT));
    return Normalizer.normalize(folded, Normalizer.Form.NFKC);
  }

  private static String lower(String characters) {
    StringBuilder lower = new StringBuilder(characters.length());
    characters.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
    return lower.toString();
  }
}
