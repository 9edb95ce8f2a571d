package io.threadkeep.context;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.error.ThreadkeepException;

/** A run keeps the written form of a policy that this JVM cannot read. */
public final class UnknownPolicyException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  private final String spec;

  public UnknownPolicyException(String spec, InvalidInputException cause) {
    super(
        "The run's context policy is '"
            + spec
            + "', which the worker that claimed it cannot read; it knows "
            + cause.limit()
            + ". Register its ContextPolicyType in every JVM that carries out runs.",
        cause);
    this.spec = spec;
  }

  public String spec() {
    return spec;
  }
}
