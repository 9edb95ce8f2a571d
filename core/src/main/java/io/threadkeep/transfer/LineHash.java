package io.threadkeep.transfer;

import io.threadkeep.internal.digest.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The running hash over a thread's lines, and when it is to be written down. */
final class LineHash {
  /** Lines after which a check is due. */
  static final int BATCH_LINES = 200;

  /** Bytes after which a check is due, within them or not. */
  static final int BATCH_BYTES = 1 << 20;

  private final MessageDigest sha256 = Sha256.begin();
  private long lines;
  private int linesSinceCheck;
  private long bytesSinceCheck;

  void add(byte[] bytes, int length) {
    sha256.update(bytes, 0, length);
    sha256.update((byte) '\n');
    lines++;
    linesSinceCheck++;
    bytesSinceCheck += length;
  }

  boolean isCheckDue() {
    return linesSinceCheck >= BATCH_LINES || bytesSinceCheck >= BATCH_BYTES;
  }

  void checked() {
    linesSinceCheck = 0;
    bytesSinceCheck = 0;
  }

  long lines() {
    return lines;
  }

  /** Of all lines so far. */
  String soFar() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) sha256.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The platform's SHA-256 can be cloned.", e);
    }
  }
}
