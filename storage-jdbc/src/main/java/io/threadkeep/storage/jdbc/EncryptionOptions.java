package io.threadkeep.storage.jdbc;

import io.threadkeep.secrecy.EnvelopeKeys;

/**
 * That content is sealed before it is stored, and how.
 *
 * @param acceptClear whether content that is not sealed is read too: for as long as it takes to
 *     {@linkplain Encryption#reseal seal} what was stored before encryption was on. After that it
 *     could only have been planted
 */
public record EncryptionOptions(EnvelopeKeys keys, boolean acceptClear) {

  /** Everything that is read must be sealed. */
  public static EncryptionOptions with(EnvelopeKeys keys) {
    return new EncryptionOptions(keys, false);
  }

  public EncryptionOptions withAcceptClear(boolean newAcceptClear) {
    return new EncryptionOptions(keys, newAcceptClear);
  }
}
