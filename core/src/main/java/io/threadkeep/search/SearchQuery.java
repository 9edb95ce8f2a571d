package io.threadkeep.search;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import io.threadkeep.message.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of a scope: those that hold all words of {@code text}, in any order.
 *
 * <p>What is searched is {@link io.threadkeep.message.Message#text}: what was said, not the calls
 * of tools nor their results. A word is a run of letters and digits and is found as a whole,
 * without regard to case; {@code Straße} finds {@code STRASSE}. Characters of scripts without
 * spaces (Chinese, Japanese, Thai …) and symbols such as emoji are words by themselves. What is
 * written together, or within double quotes, is found next to each other: {@code "red car"}, {@code
 * jo@example.org}, {@code 東京}. Other signs mean nothing, so that whatever people type is a query.
 *
 * @param text at most {@value Limits#SEARCH_TEXT} characters, with 1 to {@value
 *     Limits#SEARCH_WORDS} words
 * @param user whose messages alone, by the owner of their thread
 * @param thread which thread's messages alone
 * @param roles whose words alone; none for everybody's
 */
public record SearchQuery(
    String text, @Nullable String user, @Nullable ThreadId thread, Set<Role> roles) {
  private static final String QUOTES = "\"\u201C\u201D\u201E\uFF02";

  public SearchQuery {
    Checks.requiredText("search.text", text, Limits.SEARCH_TEXT);
    Checks.optionalText("search.user", user, Limits.USER);
    roles = Set.copyOf(roles);
    int words = phrases(text).stream().mapToInt(List::size).sum();
    if (words < 1 || words > Limits.SEARCH_WORDS) {
      throw new InvalidInputException(
          "search.text", "1 to " + Limits.SEARCH_WORDS + " words", words + " words");
    }
  }

  public static SearchQuery of(String text) {
    return new SearchQuery(text, null, null, Set.of());
  }

  public SearchQuery ofUser(String newUser) {
    return new SearchQuery(text, newUser, thread, roles);
  }

  public SearchQuery in(ThreadId newThread) {
    return new SearchQuery(text, user, newThread, roles);
  }

  public SearchQuery by(Role... newRoles) {
    return new SearchQuery(text, user, thread, Set.of(newRoles));
  }

  /** The part of {@code scope} that is asked for; nothing if {@code user} is another than its. */
  public Optional<Scope> within(Scope scope) {
    if (user == null || user.equals(scope.user())) {
      return Optional.of(scope);
    }
    return scope.user() == null ? Optional.of(Scope.user(scope.tenant(), user)) : Optional.empty();
  }

  /** The different words, folded. */
  public Set<String> words() {
    Set<String> words = new LinkedHashSet<>();
    phrases().forEach(words::addAll);
    return words;
  }

  /** The folded words, together where they must be found next to each other. */
  List<List<String>> phrases() {
    return phrases(text);
  }

  private static List<List<String>> phrases(String text) {
    List<List<String>> phrases = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      boolean quote = i < text.length() && QUOTES.indexOf(text.charAt(i)) >= 0;
      if (i == text.length() || quote || (!quoted && isSpace(text.charAt(i)))) {
        List<String> words = Words.inOrder(text.substring(start, i));
        if (!words.isEmpty()) {
          phrases.add(words);
        }
        quoted ^= quote;
        start = i + 1;
      }
    }
    return phrases;
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
