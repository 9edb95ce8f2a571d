package io.threadkeep.storage.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;

/**
 * The writes that nothing else in their transaction depends on: kept until its end, so that a
 * database across a network gets them all in one round trip, with the commit.
 */
final class LastWrites {
  private final List<Query> writes = new ArrayList<>();

  /** Adds {@code write} to the end of the transaction that {@code sql} belongs to. */
  static void add(DSLContext sql, Query write) {
    of(sql).writes.add(write);
  }

  /** In the order in which they were added. */
  static List<Query> in(DSLContext sql) {
    return of(sql).writes;
  }

  private static LastWrites of(DSLContext sql) {
    return (LastWrites)
        sql.configuration().data().computeIfAbsent(LastWrites.class, none -> new LastWrites());
  }
}
