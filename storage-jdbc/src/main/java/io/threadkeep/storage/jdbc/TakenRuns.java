package io.threadkeep.storage.jdbc;

import io.threadkeep.error.Retryable;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.secrecy.DecryptionException;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import io.threadkeep.store.StorageException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs of several tenants, as the store itself takes them: one that cannot be read is no reason for
 * the others to stay away.
 */
record TakenRuns(List<LeasedRun> read, List<Unread> unread) {
  private static final Logger LOG = LoggerFactory.getLogger(TakenRuns.class);

  record Unread(TkRunsRecord row, ThreadkeepException why) {

    /** Whether another process may be able to read it, or this one later. */
    boolean isForOthers() {
      return why instanceof Retryable
          || (why instanceof DecryptionException e && e.reason().isOfThisProcess());
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
      } catch (ThreadkeepException e) {
        unread.add(new Unread(row, e));
      } catch (RuntimeException e) {
        unread.add(new Unread(row, unexpected(row, e)));
      }
    }
    if (!wanted.isEmpty()) {
      throw KeysWantedException.all(wanted);
    }
    return new TakenRuns(read, unread);
  }

  /**
   * What has moved already, for those who are to be told; whoever asks for the rest is told why.
   */
  static List<Run> readable(Tables tables, String what, List<TkRunsRecord> moved) {
    TakenRuns taken = of(tables, moved);
    for (Unread unread : taken.unread) {
      LOG.warn("{}: {} unread. {}", unread.row().getId(), what, unread.why().getMessage());
    }
    return taken.read.stream().map(LeasedRun::run).toList();
  }

  /** Its words may hold content. */
  private static StorageException unexpected(TkRunsRecord row, RuntimeException e) {
    return new StorageException(
        "Could not read the row of run "
            + row.getId()
            + ": "
            + e.getClass().getSimpleName()
            + ". It was changed by somebody else, or written by a newer version.",
        null);
  }
}
