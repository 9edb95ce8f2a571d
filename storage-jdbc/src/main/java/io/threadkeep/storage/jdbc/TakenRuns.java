package io.threadkeep.storage.jdbc;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.secrecy.DecryptionException;
import io.threadkeep.secrecy.EnvelopeKeyException;
import io.threadkeep.secrecy.EnvelopeKeysUnavailableException;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs of several tenants, as the store itself takes them: one that cannot be read is no reason for
 * the others to stay away.
 */
record TakenRuns(List<LeasedRun> read, List<Unread> unread) {

  record Unread(TkRunsRecord row, ThreadkeepException why) {

    /** Whether it can be read once this process has the keys. */
    boolean lacksKey() {
      return why instanceof EnvelopeKeysUnavailableException
          || why.getCause() instanceof EnvelopeKeyException;
    }
  }

  /**
   * @throws KeysWantedException for all of them, if keys are not at hand
   */
  static TakenRuns of(Tables tables, List<TkRunsRecord> rows) {
    List<LeasedRun> read = new ArrayList<>();
    List<Unread> unread = new ArrayList<>();
    List<KeysWantedException> wanted = new ArrayList<>();
    for (TkRunsRecord row : rows) {
      try {
        read.add(tables.of(row.getTenant()).runs().row().leased(row));
      } catch (KeysWantedException e) {
        wanted.add(e);
      } catch (DecryptionException | EnvelopeKeysUnavailableException e) {
        unread.add(new Unread(row, e));
      }
    }
    if (!wanted.isEmpty()) {
      throw KeysWantedException.all(wanted);
    }
    return new TakenRuns(read, unread);
  }
}
