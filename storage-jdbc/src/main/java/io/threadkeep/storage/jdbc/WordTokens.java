package io.threadkeep.storage.jdbc;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.search.SearchQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What stands for a message in a text index: a token for each of its words, for its user and for
 * its thread.
 *
 * <p>A token is ten letters: a hash. So every database reads the same words in the same text,
 * whatever its own parser makes of hyphens, of languages without spaces, of short words and of its
 * stop words; what somebody types is never an operator; and the index holds no text. It is drawn
 * from the tenant as well, so that a search meets no entry of another one. Two words may share a
 * token: what the index finds are candidates.
 */
final class WordTokens {
  /** More different words than nearly any message has: such a one is looked at in each search. */
  static final int MOST_WORDS = 4_000;

  /** In the place of the words of a message that must be looked at. */
  private static final String UNREAD = "xxxxxxxxxx";

  private static final int HASHED_LETTERS = 9;
  private static final int ALPHABET = 26;

  private WordTokens() {}

  /** Of a message of {@code thread}, whose {@code words} are all of its words. */
  static String of(Scope owner, ThreadId thread, Set<String> words) {
    List<String> tokens = new ArrayList<>(words.size() + 2);
    tokens.add(user(owner));
    tokens.add(thread(owner, thread));
    words.forEach(word -> tokens.add(word(owner, word)));
    return String.join(" ", tokens);
  }

  /** Of a message that each search has to look at. */
  static String unread(Scope owner, ThreadId thread) {
    return user(owner) + " " + thread(owner, thread) + " " + UNREAD;
  }

  /** What a message must hold, one of each list, to be a candidate. */
  static List<List<String>> wanted(Scope within, SearchQuery query) {
    List<List<String>> wanted = new ArrayList<>();
    ThreadId thread = query.thread();
    if (thread != null) {
      wanted.add(List.of(thread(within, thread)));
    } else if (within.user() != null) {
      wanted.add(List.of(user(within)));
    }
    query.words().forEach(word -> wanted.add(List.of(word(within, word), UNREAD)));
    return wanted;
  }

  private static String word(Scope owner, String word) {
    return token('w', owner.tenant(), word);
  }

  private static String user(Scope owner) {
    return token('u', owner.tenant(), ScopeCondition.user(owner));
  }

  private static String thread(Scope owner, ThreadId thread) {
    return token('t', owner.tenant(), thread.value());
  }

  private static String token(char kind, String tenant, String value) {
    long rest = PairHash.of(kind + tenant, value);
    char[] token = new char[1 + HASHED_LETTERS];
    token[0] = kind;
    for (int i = 1; i < token.length; i++) {
      token[i] = (char) ('a' + Long.remainderUnsigned(rest, ALPHABET));
      rest = Long.divideUnsigned(rest, ALPHABET);
    }
    return new String(token);
  }
}
