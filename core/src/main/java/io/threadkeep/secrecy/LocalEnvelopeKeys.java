package io.threadkeep.secrecy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Envelope keys that are at hand, from a file or a configuration, for hosts without a key service.
 *
 * <p>Each is a secret of 256 bits. A wrapping key for each data key's id is derived from it with
 * HMAC-SHA-256 (a KDF in counter mode of one block, NIST SP 800-108), and wraps with AES key wrap
 * (RFC 3394). Deleting a secret erases the content of all tenants; to erase one tenant's, erase its
 * data keys.
 */
public final class LocalEnvelopeKeys implements EnvelopeKeys {
  /** In bytes. */
  public static final int SECRET_LENGTH = 32;

  private static final String LABEL = "threadkeep envelope key";

  private final Map<String, SecretKey> secrets = new TreeMap<>();
  private final String current;

  /**
   * @param secrets by key id; all that data keys may be wrapped by
   * @param current the id of the one that wraps new data keys
   */
  public LocalEnvelopeKeys(Map<String, byte[]> secrets, String current) {
    secrets.forEach(
        (id, secret) -> {
          if (id.isEmpty() || id.length() > LONGEST_KEY_ID) {
            throw new IllegalArgumentException(
                "An envelope key has an id of "
                    + id.length()
                    + " characters, but needs 1 to "
                    + LONGEST_KEY_ID
                    + ".");
          } else if (secret.length != SECRET_LENGTH) {
            throw new IllegalArgumentException(
                "Envelope key '" + id + "' has " + secret.length + " bytes, but needs 32.");
          }
          this.secrets.put(id, new SecretKeySpec(secret, "HmacSHA256"));
        });
    if (!secrets.containsKey(current)) {
      throw new IllegalArgumentException(
          "The current envelope key '" + current + "' is not among " + this.secrets.keySet() + ".");
    }
    this.current = current;
  }

  @Override
  public String currentKeyId(String tenant) {
    return current;
  }

  @Override
  public byte[] wrap(DataKeyId id, String keyId, byte[] dataKey) {
    try {
      Cipher cipher = Cipher.getInstance("AESWrap");
      cipher.init(Cipher.WRAP_MODE, wrapping(id, keyId));
      return cipher.wrap(new SecretKeySpec(dataKey, "AES"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES key wrap.", e);
    }
  }

  @Override
  public byte[] unwrap(DataKeyId id, String keyId, byte[] wrapped) {
    try {
      Cipher cipher = Cipher.getInstance("AESWrap");
      cipher.init(Cipher.UNWRAP_MODE, wrapping(id, keyId));
      return cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded();
    } catch (InvalidKeyException e) {
      throw new EnvelopeKeyException(
          id.tenant(),
          keyId,
          "it does not open data key "
              + id.number()
              + ". The secret under this id is another one than before, or the data key was changed"
              + " or stood elsewhere.",
          null);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has AES key wrap.", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES key wrap failed.", e);
    }
  }

  private SecretKey wrapping(DataKeyId id, String keyId) {
    SecretKey secret = secrets.get(keyId);
    if (secret == null) {
      throw new EnvelopeKeyException(
          id.tenant(),
          keyId,
          "it is not among the keys of this process, " + secrets.keySet() + ". Configure it too.",
          null);
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      mac.update(new byte[] {0, 0, 0, 1});
      mac.update(LABEL.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      mac.update(id.tenant().getBytes(StandardCharsets.UTF_8));
      mac.update(ByteBuffer.allocate(1 + Integer.BYTES).put((byte) 0).putInt(id.number()).array());
      mac.update(new byte[] {0, 0, 1, 0});
      return new SecretKeySpec(mac.doFinal(), "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256.", e);
    }
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "LocalEnvelopeKeys" + secrets.keySet();
  }
}
