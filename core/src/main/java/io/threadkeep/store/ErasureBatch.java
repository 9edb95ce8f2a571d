package io.threadkeep.store;

import io.threadkeep.retention.ErasureReceipt;
import io.threadkeep.run.Run;
import java.util.List;

/**
 * Where an erasure is.
 *
 * @param receipt of all batches so far
 * @param withdrawn the runs that this batch has cancelled
 */
public record ErasureBatch(ErasureReceipt receipt, List<Run> withdrawn) {
  public ErasureBatch {
    withdrawn = List.copyOf(withdrawn);
  }
}
