package io.threadkeep.secrecy;

/**
 * What a key service does for a store: it wraps and unwraps the data keys of tenants. Safe for use
 * by many threads.
 *
 * <p>A data key's id, tenant and number, is to be bound into what is wrapped, as the encryption
 * context of a key service or by a key of its own: what was wrapped under one id must not open
 * under another. It is never called inside a transaction; unwrapped keys are kept for some minutes,
 * so that one call serves many reads. A call that does not return within seconds is taken for one
 * to a service that does not answer.
 *
 * <p>Each method throws {@link EnvelopeKeysUnavailableException} when the service cannot be asked
 * now, and {@link EnvelopeKeyException} when asking again does not help.
 */
public interface EnvelopeKeys {
  /** How long a key id may be, in characters. */
  int LONGEST_KEY_ID = 512;

  /** How long a wrapped data key may be, in bytes. */
  int LONGEST_WRAP = 6_000;

  /** Which key wraps the tenant's new data keys; of {@link #LONGEST_KEY_ID} at most. */
  String currentKeyId(String tenant);

  /**
   * @param dataKey 32 bytes, which are the callee's to keep or to overwrite
   * @return of {@link #LONGEST_WRAP} at most
   */
  byte[] wrap(DataKeyId id, String keyId, byte[] dataKey);

  /**
   * @param wrapped what {@link #wrap} returned for the same ids
   * @return the 32 bytes of the data key
   */
  byte[] unwrap(DataKeyId id, String keyId, byte[] wrapped);
}
