package io.threadkeep.storage.jdbc;

import io.threadkeep.run.Lease;
import io.threadkeep.storage.jdbc.EventRows.Batch;
import io.threadkeep.storage.jdbc.Tables.RunTables;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import io.threadkeep.store.NewEvents;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.DSLContext;

/**
 * The transaction that stores events of several runs: three statements, however many runs there
 * are.
 *
 * <p>It locks the runs' rows first, so that what it judges by stays as it is; no thread's row,
 * since it changes none.
 */
final class Publishing {
  private final RunTables runs;

  Publishing(RunTables runs) {
    this.runs = runs;
  }

  Set<Lease> in(DSLContext sql, Map<Lease, NewEvents> events) {
    Map<String, TkRunsRecord> states =
        runs.rows()
            .lockStates(sql, events.keySet().stream().map(lease -> lease.runId().value()).toList());
    Set<Lease> refused = new HashSet<>();
    Map<String, Batch> batches = new TreeMap<>();
    events.forEach(
        (lease, some) -> {
          TkRunsRecord state = states.get(lease.runId().value());
          if (state == null || !isOpenedBy(lease, state) || !some.followOn(state.getLastEvent())) {
            refused.add(lease);
          } else if (some.last() > state.getLastEvent()) {
            batches.put(
                state.getId(),
                new Batch(state.getLastEvent() + 1, some.beyond(state.getLastEvent())));
          }
        });
    Map<String, Long> newest = new TreeMap<>();
    batches.forEach((run, batch) -> newest.put(run, batch.last()));
    runs.rows().noteEvents(sql, newest);
    runs.events().insert(sql, batches);
    return refused;
  }

  private static boolean isOpenedBy(Lease lease, TkRunsRecord state) {
    return state.getToken() == lease.token() && RunMoves.AT_WORK.contains(RunRow.status(state));
  }
}
