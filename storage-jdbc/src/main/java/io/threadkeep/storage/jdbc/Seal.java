package io.threadkeep.storage.jdbc;

import io.threadkeep.secrecy.DecryptionException;
import org.jooq.TableField;

/**
 * How the content of one tenant goes into a column and comes out again.
 *
 * <p>Both may throw {@link KeysWantedException}, after which the transaction begins again. Each
 * {@code row} is what is unique of the row in its table, and what it is a part of: it opens there
 * only.
 */
interface Seal {

  /** For when encryption is off. */
  Seal NONE = new NoSeal();

  /** As it is stored; different each time. */
  String close(TableField<?, String> column, String row, String text);

  /**
   * @throws DecryptionException if it cannot be read
   */
  String open(TableField<?, String> column, String row, String stored);

  /** A hash of what was asked under an idempotency key; of 64 characters at most. */
  String fingerprint(String text);

  boolean isFingerprint(String stored, String text);
}
