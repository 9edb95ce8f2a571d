package io.threadkeep.storage.jdbc;

import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;

/** A database's text search, over {@link WordTokens}. */
interface WordIndex {

  /** Makes the index; can be run again. */
  String statement();

  /**
   * Finds the rows that hold a token of each list.
   *
   * @param tokens the column that is indexed
   */
  Condition holds(Field<String> tokens, List<List<String>> wanted);
}
