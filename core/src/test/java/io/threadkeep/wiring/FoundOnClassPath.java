package io.threadkeep.wiring;

import io.threadkeep.context.ContextPolicy;
import io.threadkeep.context.ContextPolicyType;
import io.threadkeep.context.LastMessages;
import io.threadkeep.context.PolicyArguments;

/** What a host's own kind of policy looks like to a configuration: a service. */
public final class FoundOnClassPath implements ContextPolicyType {

  @Override
  public String name() {
    return "found-on-class-path";
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
