package io.threadkeep;

import io.threadkeep.internal.digest.Sha256;
import io.threadkeep.json.JsonCodec;
import io.threadkeep.store.IdempotencyKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Tells one request body from another, so that a key can be refused for a different one. */
final class Fingerprint {

  private Fingerprint() {}

  /** Null for a null key. */
  static @Nullable IdempotencyKey key(
      @Nullable String key, String operation, @Nullable Object... body) {
    if (key == null) {
      return null;
    }
    MessageDigest sha256 = Sha256.begin();
    sha256.update(operation.getBytes(StandardCharsets.UTF_8));
    for (@Nullable Object part : body) {
      sha256.update((byte) 0);
      sha256.update(JsonCodec.writeCanonical(part).getBytes(StandardCharsets.UTF_8));
    }
    return new IdempotencyKey(key, HexFormat.of().formatHex(sha256.digest()));
  }
}
