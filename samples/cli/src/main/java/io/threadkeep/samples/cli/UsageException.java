package io.threadkeep.samples.cli;

/** Something was asked for that makes no sense; the message is for whoever asked. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
