package io.threadkeep.storage.jdbc;

import io.threadkeep.secrecy.DataKeyId;
import io.threadkeep.secrecy.EnvelopeKeyException;
import io.threadkeep.secrecy.EnvelopeKeys;
import io.threadkeep.secrecy.EnvelopeKeysUnavailableException;
import io.threadkeep.secrecy.LocalEnvelopeKeys;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Envelope keys that a test takes away, for one tenant or for all; counts what it is asked. */
final class TestKeys implements EnvelopeKeys {
  /** Of 32 bytes, as text, so that a test can look for it. */
  static final String SECRET = "canary-of-an-envelope-key-00001!";

  private static final Map<String, byte[]> SECRETS =
      Map.of(
          "first", SECRET.getBytes(StandardCharsets.UTF_8),
          "second", "canary-of-an-envelope-key-00002!".getBytes(StandardCharsets.UTF_8));

  private final Set<String> unavailable = ConcurrentHashMap.newKeySet();
  private final Set<String> gone = ConcurrentHashMap.newKeySet();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile LocalEnvelopeKeys keys = new LocalEnvelopeKeys(SECRETS, "first");

  static EncryptionOptions options() {
    return EncryptionOptions.with(new TestKeys());
  }

  void makeCurrent(String keyId) {
    keys = new LocalEnvelopeKeys(SECRETS, keyId);
  }

  /** The service does not answer for {@code tenant}. */
  void breakOff(String tenant) {
    unavailable.add(tenant);
  }

  /** {@code tenant} has no key any more. */
  void delete(String tenant) {
    gone.add(tenant);
  }

  void restore() {
    unavailable.clear();
    gone.clear();
  }

  /** How often it has wrapped or unwrapped. */
  int asked() {
    return asked.get();
  }

  @Override
  public String currentKeyId(String tenant) {
    return keys.currentKeyId(tenant);
  }

  @Override
  public byte[] wrap(DataKeyId id, String keyId, byte[] dataKey) {
    answer(id.tenant(), keyId);
    return keys.wrap(id, keyId, dataKey);
  }

  @Override
  public byte[] unwrap(DataKeyId id, String keyId, byte[] wrapped) {
    answer(id.tenant(), keyId);
    return keys.unwrap(id, keyId, wrapped);
  }

  private void answer(String tenant, String keyId) {
    asked.incrementAndGet();
    if (unavailable.contains(tenant)) {
      throw new EnvelopeKeysUnavailableException(tenant, null);
    } else if (gone.contains(tenant)) {
      throw new EnvelopeKeyException(tenant, keyId, "it was deleted.", null);
    }
  }
}
