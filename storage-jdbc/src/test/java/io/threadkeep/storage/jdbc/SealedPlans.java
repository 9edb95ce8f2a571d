package io.threadkeep.storage.jdbc;

import com.github.benmanes.caffeine.cache.Ticker;
import io.threadkeep.secrecy.DecryptionException;
import io.threadkeep.secrecy.DecryptionException.Place;
import io.threadkeep.secrecy.DecryptionException.Reason;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** What {@link PlanTest} asks of encryption's queries. */
final class SealedPlans {

  private SealedPlans() {}

  static void assertClaimsFollowTurns(Database kind, DSLContext sql, DueRuns runs) {
    for (Reason form : List.of(Reason.ENCRYPTION_OFF, Reason.NOT_SEALED)) {
      PlanTest.assertFollows(kind, sql, runs.claimable(sql, others(form), 5), "tk_runs_by_turn");
    }
  }

  /** What is asked for by a worker that has met runs which it leaves to others. */
  private static Condition others(Reason form) {
    DecryptionException why =
        new DecryptionException(new Place("", "tk_runs", "spec", "run_1"), 0, form, null);
    PassedOver passedOver = new PassedOver(Ticker.systemTicker());
    passedOver.add(List.of(new TakenRuns.Unread(new TkRunsRecord(), why)));
    return passedOver.others();
  }

  /** Of those columns whose tables have rows here. */
  static void assertResealingFollowsPrimaryKeys(Database kind, DSLContext sql) {
    for (SealedColumn column : SealedColumn.all()) {
      sql.selectFrom(column.column().getTable())
          .limit(1)
          .fetchOptional()
          .ifPresent(
              row -> {
                String name = column.column().getTable().getName();
                String index = kind == Database.POSTGRESQL ? name + "_pk" : "primary";
                PlanTest.assertFollows(kind, sql, column.heads(sql, row, 100), index);
              });
    }
    SealedColumn ofMessages = SealedColumn.all().get(0);
    PlanTest.assertReads(
        sql,
        ofMessages.these(sql, List.copyOf(ofMessages.heads(sql, null, 20).fetch())),
        kind == Database.POSTGRESQL ? "tk_messages_pk" : "primary");
  }
}
