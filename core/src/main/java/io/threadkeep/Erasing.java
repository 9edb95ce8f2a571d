package io.threadkeep;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.retention.ErasureReceipt;
import io.threadkeep.store.ErasureBatch;
import io.threadkeep.store.ThreadRecords;
import org.jspecify.annotations.Nullable;

/** Goes from batch to batch until nothing is left. */
final class Erasing {

  private Erasing() {}

  static ErasureReceipt everything(Desk desk, Scope scope, @Nullable ThreadId thread) {
    ErasureBatch batch;
    do {
      batch = desk.store().erasures().erase(scope, thread, ThreadRecords.PURGE_BATCH);
      desk.engine().withdrawn(batch.withdrawn());
    } while (batch.receipt().endedAt() == null);
    return batch.receipt();
  }
}
