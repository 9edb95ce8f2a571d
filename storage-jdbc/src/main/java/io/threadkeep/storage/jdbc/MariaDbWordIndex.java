package io.threadkeep.storage.jdbc;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * MariaDB's full-text index; tokens are long enough for its lower bound on words, and none is a
 * stop word.
 */
final class MariaDbWordIndex implements WordIndex {

  @Override
  public String statement() {
    return "create fulltext index if not exists tk_message_words_by_token"
        + " on tk_message_words (tokens)";
  }

  @Override
  public Condition holds(Field<String> tokens, List<List<String>> wanted) {
    String query =
        wanted.stream().map(any -> "+(" + String.join(" ", any) + ")").collect(joining(" "));
    return DSL.condition("match ({0}) against ({1} in boolean mode)", tokens, DSL.val(query));
  }
}
