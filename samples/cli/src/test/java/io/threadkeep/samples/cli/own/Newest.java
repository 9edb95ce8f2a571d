package io.threadkeep.samples.cli.own;

import io.threadkeep.context.ContextPolicy;
import io.threadkeep.context.ContextPolicyType;
import io.threadkeep.context.LastMessages;
import io.threadkeep.context.PolicyArguments;

/** A host's own kind of policy: {@code newest(n)}. */
public final class Newest implements ContextPolicyType {

  @Override
  public String name() {
    return "newest";
  }

  @Override
  public String form() {
    return name() + "(n)";
  }

  @Override
  public ContextPolicy read(PolicyArguments arguments) {
    return new LastMessages(arguments.number(0));
  }
}
