package io.threadkeep.transfer;

import io.threadkeep.context.PromptSizes;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.id.Scope;
import io.threadkeep.store.ThreadStore;
import java.io.IOException;
import java.io.InputStream;

/**
 * Takes the threads of a file into one scope, with ids, times, positions and all else as they were.
 *
 * <p>To do it again changes nothing, and to do it again after it was cut short, by whatever, goes
 * on where it stopped. A thread is seen while it grows: it is a beginning of itself at each moment,
 * and if somebody speaks on it before its end is there, the rest is refused as a conflict. A thread
 * that was continued in its source is continued here; one that differs is reported, and the others
 * go on. What changes on a thread or an assistant, such as metadata, stays as it is here. A thread
 * that is new here is archived if it was, and as long idle as it was: where retention rules run,
 * what is due by them goes with their next round.
 *
 * <p>In the scope of a tenant, threads keep their users; in that of a user, only that user's are
 * taken. Usage that comes in with runs is in the sums of usage, once more if it was there before,
 * but nobody's budget is charged for it.
 */
public final class Importer {
  private final ThreadStore store;
  private final Scope scope;
  private final PromptSizes sizes;

  /**
   * @param tokens counts what messages take in a prompt: what the file says of it is not believed
   */
  public Importer(ThreadStore store, Scope scope, TokenCounter tokens) {
    this.store = store;
    this.scope = scope;
    this.sizes = new PromptSizes(tokens);
  }

  /**
   * @param from is read to its end, and stays open
   * @throws TransferFormatException if it is no file of this format, or a newer one
   * @throws io.threadkeep.store.StorageUnavailableException if the store is not to be reached; do
   *     it again
   */
  public ImportReport read(InputStream from, TransferWatch watch) throws IOException {
    return new FileIntake(new Destination(store, scope), sizes, from, watch).run();
  }
}
