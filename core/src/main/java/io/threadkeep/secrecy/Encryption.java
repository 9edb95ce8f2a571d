package io.threadkeep.secrecy;

import java.util.function.Consumer;

/**
 * What operators do with the data keys of a store whose content is sealed. A tenant has its own;
 * users of a tenant share them.
 *
 * <p>Processes keep unwrapped keys for up to five minutes; or for up to 35, to read and to write,
 * while the key service does not answer and the database still has the key. For that long after a
 * call here others may write with a key that was rotated. A key that was erased is used for five
 * minutes at most.
 */
public interface Encryption {

  /**
   * Gives the tenant a new data key, which seals what is written from here on. What is there stays
   * under its older keys until {@link #reseal}.
   *
   * @throws EnvelopeKeyException if its envelope key is not to be had
   * @throws EnvelopeKeysUnavailableException if the key service does not answer
   */
  void rotate(String tenant);

  /**
   * Makes all content of the tenant unreadable, for good: in this process at once, in others within
   * five minutes. What they write for it meanwhile is lost with it; what is written later gets a
   * new key. What is left is the rows, sealed, with all that was clear of them, and that there were
   * keys: to be rid of those too, erase the tenant.
   *
   * <p>Good is as good as the copies: a backup of the database holds the wrapped keys, as it holds
   * the content, and opens for as long as the key service has the envelope key. Only the end of
   * that key, or of the backups, ends them.
   *
   * @return how many data keys it had
   */
  int eraseKeys(String tenant);

  /**
   * Wraps every data key by the envelope key that is its tenant's current one. Content stays as it
   * is. The older envelope keys may go when this has returned 0, and no process uses them as its
   * current ones any more.
   *
   * @return how many data keys are still under another one, since that one is not to be had
   */
  int rewrap();

  /**
   * Seals all content with the newest data key of its tenant: what is under an older one, and, if
   * clear content is accepted, what was stored before encryption was on. Where writing sealed is
   * switched off, it opens all instead. Others may read and write meanwhile. Can be stopped at any
   * point and begun again; then it passes over what is done, of which it reads the first characters
   * only. A tenant whose keys are not to be had is left out, and counted.
   *
   * @param listener told of the progress after each batch of rows; stops it by throwing
   */
  ResealProgress reseal(Consumer<ResealProgress> listener);
}
