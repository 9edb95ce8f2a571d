package io.threadkeep.samples.assistants.api;

import java.security.SecureRandom;
import java.util.HexFormat;

/** What each answer, and what the log says of it, is found by. */
final class RequestIds {
  static final String HEADER = "x-request-id";

  private static final int BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private RequestIds() {}

  static String next() {
    byte[] id = new byte[BYTES];
    RANDOM.nextBytes(id);
    return "req_" + HexFormat.of().formatHex(id);
  }
}
