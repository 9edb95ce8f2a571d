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
 * <p>Forks come in as forks, whatever the order of threads and files. What a thread that is new
 * here shares with threads of its owner is found by the ids of its messages, compared, and read
 * where it is; the rest is stored behind it:
 *
 * <ul>
 *   <li>The thread that comes first has the messages, whichever was the fork of which; those that
 *       read them there are erased with it. {@code forkedFrom} stays what the file says.
 *   <li>A fork of a thread that went another way here, or whose source is gone, shares what is left
 *       to share, and keeps its own words.
 *   <li>A thread that begins as a longer one here, or as a whole other one, is a fork all the same.
 *   <li>A thread that was removed here while forks read it comes back with what they read as its
 *       own, if the file has all of that, and no other thread has come in since with more of it;
 *       else its id is not free.
 *   <li>A message whose id is another message's here is a conflict, named, and so is one that
 *       somebody else has, which is not named. Nothing is left of a thread that had come no
 *       further; else its beginning stays.
 *   <li>A fork whose source, or whose sibling that has their messages, came in only in part is a
 *       conflict until the rest is there. A thread here that grows by messages which another one
 *       has got meanwhile is one too: files of different age are to be taken in by age.
 * </ul>
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
