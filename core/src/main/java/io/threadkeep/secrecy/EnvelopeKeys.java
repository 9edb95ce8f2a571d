package io.threadkeep.secrecy;

/**
 * What a key service does for a store: it wraps and unwraps the data keys of tenants. Safe for use
 * by many threads.
 *
 * <p>A tenant is to be bound into what is wrapped, as the encryption context of a key service or by
 * a key of its own: what was wrapped for one must not open for another. It is never called inside a
 * transaction; unwrapped keys are kept for some minutes, so that one call serves many reads.
 *
 * <p>Each method throws {@link EnvelopeKeysUnavailableException} when the service cannot be asked
 * now, and {@link EnvelopeKeyException} when asking again does not help.
 */
public interface EnvelopeKeys {

  /** Which key wraps the tenant's new data keys; of 512 characters at most. */
  String currentKeyId(String tenant);

  /**
   * @param dataKey 32 bytes, which are the callee's to keep or to overwrite
   * @return of 6,000 bytes at most
   */
  byte[] wrap(String tenant, String keyId, byte[] dataKey);

  /**
   * @param wrapped what {@link #wrap} returned for the same tenant and key
   * @return the 32 bytes of the data key
   */
  byte[] unwrap(String tenant, String keyId, byte[] wrapped);
}
