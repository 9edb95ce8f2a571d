package io.threadkeep.transfer;

/** Why the rest of a thread is not taken over; the file's next thread is. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final TransferProblem.Kind kind;
  private final long line;

  Refusal(TransferProblem.Kind kind, long line, String what) {
    super(what, null, false, false);
    this.kind = kind;
    this.line = line;
  }

  static Refusal damaged(long line, String what) {
    return new Refusal(TransferProblem.Kind.DAMAGED, line, what);
  }

  static Refusal conflict(long line, String what) {
    return new Refusal(TransferProblem.Kind.CONFLICT, line, what);
  }

  TransferProblem about(@org.jspecify.annotations.Nullable String id) {
    return new TransferProblem(kind, line, id, String.valueOf(getMessage()));
  }

  boolean isDamage() {
    return kind == TransferProblem.Kind.DAMAGED;
  }
}
