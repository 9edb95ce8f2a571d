package io.threadkeep.transfer;

import io.threadkeep.error.ThreadkeepException;

/** What is to be imported is no file of this format, or a newer one. Nothing was stored of it. */
public final class TransferFormatException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  private final long line;

  TransferFormatException(long line, String what) {
    super("Line " + line + ": " + what);
    this.line = line;
  }

  public long line() {
    return line;
  }
}
