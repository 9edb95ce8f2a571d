package io.threadkeep.store;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import org.jspecify.annotations.Nullable;

/**
 * The removal of all that there is of somebody, in batches, with a receipt. There is no way back
 * and no grace; what is archived or deleted is erased as well.
 *
 * <p>What a batch removes is added to the receipt in the same transaction: an erasure that was
 * broken off comes to the same end, and the same receipt, when it is called again.
 */
public interface Erasures {

  /**
   * Erases some more, of a thread, or of all that the scope has: threads with what hangs on them,
   * and keys; of a whole tenant its assistants too. The forks that read a thread's messages go with
   * it; none that is still there ever lacks some of them. Runs that have not ended are cancelled
   * with {@code WITHDRAW}.
   *
   * <p>It is over when a batch finds nothing; what is made while it is under way is erased if a
   * batch still finds it. Once it is over, the same call returns the receipt, unless there is
   * something again: then another erasure begins.
   *
   * @param thread null for all that the scope has
   * @param limit how many messages at most, and in proportion of the rest
   * @throws io.threadkeep.error.NotFoundException if the thread is not in scope, and none was
   *     erased from this scope
   */
  ErasureBatch erase(Scope scope, @Nullable ThreadId thread, int limit);
}
