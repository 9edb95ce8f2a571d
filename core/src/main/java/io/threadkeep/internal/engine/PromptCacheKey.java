package io.threadkeep.internal.engine;

import io.threadkeep.run.Run;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Stands for the beginning that the prompts of one assistant on one thread have in common. A hash,
 * since ids of the store are none of a provider's business.
 */
final class PromptCacheKey {
  /** More than enough to tell threads apart, and within what providers take. */
  private static final int BYTES = 16;

  private PromptCacheKey() {}

  static String of(Run run) {
    try {
      String ids = run.threadId().value() + " " + run.spec().assistantId().value();
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(ids.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
