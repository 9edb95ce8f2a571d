package io.threadkeep;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.retention.ErasureReceipt;
import io.threadkeep.store.ErasureBatch;
import io.threadkeep.store.ThreadRecords;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Goes from batch to batch until nothing is left. */
final class Erasing {

  private Erasing() {}

  static ErasureReceipt everything(
      Desk desk, Scope scope, @Nullable ThreadId thread, Consumer<ErasureReceipt> progress) {
    ErasureBatch batch;
    do {
      batch = desk.store().erasures().erase(scope, thread, ThreadRecords.PURGE_BATCH);
      desk.engine().withdrawn(batch.withdrawn());
      progress.accept(batch.receipt());
    } while (batch.receipt().endedAt() == null);
    return batch.receipt();
  }
}
