package io.threadkeep.transfer;

/** A record takes more bytes than a line may; nothing of it was written. */
final class LineTooLongException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LineTooLongException(long bytes) {
    super(bytes + " bytes, of " + LineReader.MOST_BYTES + " at most", null, false, false);
  }
}
