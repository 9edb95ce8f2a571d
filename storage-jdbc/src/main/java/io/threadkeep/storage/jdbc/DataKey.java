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
 * <p>Nonces of 96 bits are random: NIST SP 800-38D allows 2^32 texts under one key, after which it
 * is to be {@linkplain Encryption#rotate rotated}. Content and fingerprints each have a key that is
 * derived from it.
 */
final class DataKey {
  /** In bytes. */
  static final int LENGTH = 32;

  private static final int NONCE = 12;
  private static final int TAG = 16;

  private final int number;
  private final SecretKey content;
  private final SecretKey fingerprints;
  private final RandomGenerator random;

  DataKey(int number, byte[] raw, RandomGenerator random) {
    SecretKey root = new SecretKeySpec(raw, "HmacSHA256");
    this.number = number;
    this.content = new SecretKeySpec(hmac(root, "threadkeep content"), "AES");
    this.fingerprints = new SecretKeySpec(hmac(root, "threadkeep fingerprint"), "HmacSHA256");
    this.random = random;
  }

  int number() {
    return number;
  }

  SealedText seal(Place place, String text) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] clear = text.getBytes(StandardCharsets.UTF_8);
    byte[] box = Arrays.copyOf(nonce, NONCE + clear.length + TAG);
    try {
      cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(clear, 0, clear.length, box, NONCE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM could not seal.", e);
    }
    return new SealedText(number, box);
  }

  /** Nothing if it is not what {@link #seal} made for this place. */
  Optional<String> open(Place place, SealedText stored) {
    byte[] box = stored.box();
    if (box.length < NONCE + TAG) {
      return Optional.empty();
    }
    try {
      byte[] clear =
          cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(box, NONCE), place)
              .doFinal(box, NONCE, box.length - NONCE);
      return Optional.of(new String(clear, StandardCharsets.UTF_8));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM could not open.", e);
    }
  }

  /** The same for the same text; of 43 characters. */
  String fingerprint(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(fingerprints, text));
  }

  private Cipher cipher(int mode, byte[] nonce, Place place) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, content, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
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

  private static byte[] hmac(SecretKey key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256.", e);
    }
  }

  @Override
  public String toString() {
    return "data key " + number;
  }
}
