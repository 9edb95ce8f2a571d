package io.threadkeep.storage.jdbc;

import io.threadkeep.run.Lease;
import io.threadkeep.secrecy.EnvelopeKeyException;
import io.threadkeep.storage.jdbc.EventRows.Batch;
import io.threadkeep.storage.jdbc.Tables.RunTables;
import io.threadkeep.storage.jdbc.schema.tables.records.TkEventsRecord;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import io.threadkeep.store.NewEvents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transaction that stores events of several runs: three statements, however many runs there
 * are.
 *
 * <p>It locks the runs' rows first, so that what it judges by stays as it is; no thread's row,
 * since it changes none.
 */
final class Publishing {
  private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);

  private final Tables tables;
  private final RunTables runs;

  Publishing(Tables tables) {
    this.tables = tables;
    this.runs = tables.runs();
  }

  Set<Lease> in(DSLContext sql, Map<Lease, NewEvents> events) {
    Map<String, TkRunsRecord> states =
        runs.rows()
            .lockStates(sql, events.keySet().stream().map(lease -> lease.runId().value()).toList());
    Set<Lease> refused = new HashSet<>();
    Map<String, Long> newest = new TreeMap<>();
    List<TkEventsRecord> rows = new ArrayList<>();
    events.forEach(
        (lease, some) -> {
          TkRunsRecord state = states.get(lease.runId().value());
          if (state == null || !isOpenedBy(lease, state) || !some.followOn(state.getLastEvent())) {
            refused.add(lease);
          } else if (some.last() > state.getLastEvent()) {
            Batch batch = new Batch(state.getLastEvent() + 1, some.beyond(state.getLastEvent()));
            row(lease, state, batch)
                .ifPresentOrElse(
                    row -> {
                      newest.put(state.getId(), batch.last());
                      rows.add(row);
                    },
                    () -> refused.add(lease));
          }
        });
    runs.rows().noteEvents(sql, newest);
    runs.events().insert(sql, rows);
    return refused;
  }

  /** Nothing if its tenant has no key any more: other tenants' runs go on telling. */
  private Optional<TkEventsRecord> row(Lease lease, TkRunsRecord state, Batch batch) {
    try {
      return Optional.of(tables.of(state.getTenant()).runs().events().row(lease.runId(), batch));
    } catch (EnvelopeKeyException e) {
      LOG.warn("{}: its events cannot be sealed. {}", lease.runId(), e.getMessage());
      return Optional.empty();
    }
  }

  private static boolean isOpenedBy(Lease lease, TkRunsRecord state) {
    return state.getToken() == lease.token() && RunMoves.AT_WORK.contains(RunRow.status(state));
  }
}
