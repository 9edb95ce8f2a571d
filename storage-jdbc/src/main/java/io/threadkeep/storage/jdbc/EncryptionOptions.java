package io.threadkeep.storage.jdbc;

import io.threadkeep.secrecy.Encryption;
import io.threadkeep.secrecy.EnvelopeKeys;

/**
 * That content is sealed before it is stored, and how.
 *
 * @param acceptClear whether content that is not sealed is read too: for as long as it takes to
 *     {@linkplain Encryption#reseal seal} what was stored before encryption was on. After that it
 *     could only have been planted
 * @param seal whether what is written is sealed. Without it, what is sealed and what is clear is
 *     read, and all is written in the clear: the way out of encryption, and the first step into it
 *     where several processes run
 */
public record EncryptionOptions(EnvelopeKeys keys, boolean acceptClear, boolean seal) {

  /** Everything that is read must be sealed. */
  public static EncryptionOptions with(EnvelopeKeys keys) {
    return new EncryptionOptions(keys, false, true);
  }

  public EncryptionOptions withAcceptClear(boolean newAcceptClear) {
    return new EncryptionOptions(keys, newAcceptClear, seal);
  }

  public EncryptionOptions withSeal(boolean newSeal) {
    return new EncryptionOptions(keys, acceptClear, newSeal);
  }

  boolean readsClear() {
    return acceptClear || !seal;
  }
}
