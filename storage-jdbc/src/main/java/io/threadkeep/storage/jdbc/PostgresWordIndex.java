package io.threadkeep.storage.jdbc;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** PostgreSQL's inverted index; tokens are letters alone, so that its parser takes each whole. */
final class PostgresWordIndex implements WordIndex {

  @Override
  public String statement() {
    return "create index if not exists tk_message_words_by_token on tk_message_words"
        + " using gin (to_tsvector('pg_catalog.simple', tokens))";
  }

  @Override
  public Condition holds(Field<String> tokens, List<List<String>> wanted) {
    String query =
        wanted.stream().map(any -> "(" + String.join(" | ", any) + ")").collect(joining(" & "));
    return DSL.condition(
        "to_tsvector('pg_catalog.simple', {0}) @@ to_tsquery('pg_catalog.simple', {1})",
        tokens, DSL.val(query));
  }
}
