package io.threadkeep.storage.jdbc.server;

/** A database that this machine does not have; the message says what was looked for. */
final class NotAvailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotAvailableException(String message) {
    super(message);
  }
}
