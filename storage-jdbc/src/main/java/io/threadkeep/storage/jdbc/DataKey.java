package io.threadkeep.storage.jdbc;

import io.threadkeep.secrecy.DecryptionException.Place;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A tenant's key, unwrapped. What it seals opens in the same tenant, table, column and row only.
 *
 * <p>Each text has a random salt of 192 bits: from the first half its own AES key is derived, the
 * other half is its nonce. So no data key wears out: the chance that two of 2^80 texts share both
 * is 2^-32, where a nonce of 96 bits alone allows 2^32 texts (NIST SP 800-38D). The construction is
 * XAES-256-GCM's (C2SP), with HMAC-SHA-256 to derive keys.
 *
 * <p>Content, fingerprints and the key's {@linkplain #name name} each have a key of their own.
 */
final class DataKey {
  /** In bytes. */
  static final int LENGTH = 32;

  private static final int HALF = 12;
  private static final int SALT = 2 * HALF;
  private static final int TAG = 16;
  private static final int NAME = 6;

  private final int number;
  private final String name;
  private final SecretKey content;
  private final SecretKey fingerprints;
  private final RandomGenerator random;

  DataKey(int number, byte[] raw, RandomGenerator random) {
    SecretKey root = new SecretKeySpec(raw, "HmacSHA256");
    this.number = number;
    this.name = base64(Arrays.copyOf(hmac(root, bytes("threadkeep name")), NAME));
    this.content = new SecretKeySpec(hmac(root, bytes("threadkeep content")), "HmacSHA256");
    this.fingerprints =
        new SecretKeySpec(hmac(root, bytes("threadkeep fingerprint")), "HmacSHA256");
    this.random = random;
  }

  int number() {
    return number;
  }

  /** Tells it from others that have stood, or will stand, under its number; of 8 characters. */
  String name() {
    return name;
  }

  /** Whether {@code text} says that it was sealed by this key. */
  boolean isOf(SealedText text) {
    return text.dataKey() == number && text.keyName().equals(name);
  }

  SealedText seal(Place place, String text) {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    byte[] clear = bytes(text);
    byte[] box = Arrays.copyOf(salt, SALT + clear.length + TAG);
    try {
      cipher(Cipher.ENCRYPT_MODE, salt, place).doFinal(clear, 0, clear.length, box, SALT);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM could not seal.", e);
    }
    return new SealedText(number, name, box);
  }

  /** Nothing if it is not what {@link #seal} made for this place. */
  Optional<String> open(Place place, SealedText stored) {
    byte[] box = stored.box();
    if (!isOf(stored) || box.length < SALT + TAG) {
      return Optional.empty();
    }
    try {
      byte[] clear =
          cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(box, SALT), place)
              .doFinal(box, SALT, box.length - SALT);
      return Optional.of(new String(clear, StandardCharsets.UTF_8));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM could not open.", e);
    }
  }

  /** The same for the same text; of 43 characters. */
  String fingerprint(String text) {
    return base64(hmac(fingerprints, bytes(text)));
  }

  private Cipher cipher(int mode, byte[] salt, Place place) throws GeneralSecurityException {
    SecretKey own = new SecretKeySpec(hmac(content, Arrays.copyOf(salt, HALF)), "AES");
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, own, new GCMParameterSpec(TAG * Byte.SIZE, salt, HALF, HALF));
    cipher.updateAAD(associated(place));
    return cipher;
  }

  /** Each part with its length before it, so that no two places look alike. */
  private byte[] associated(Place place) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF("threadkeep 1");
      out.writeUTF(place.tenant());
      out.writeUTF(place.table());
      out.writeUTF(place.column());
      out.writeUTF(place.row());
      out.writeInt(number);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] hmac(SecretKey key, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256.", e);
    }
  }

  @Override
  public String toString() {
    return "data key " + number;
  }
}
