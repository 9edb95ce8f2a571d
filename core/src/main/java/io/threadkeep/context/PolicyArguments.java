package io.threadkeep.context;

import io.threadkeep.error.InvalidInputException;
import java.util.List;
import java.util.regex.Pattern;

/** What stands in the brackets of a written policy; reading it says what is wrong with it. */
public final class PolicyArguments {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private final String written;
  private final ContextPolicyType type;
  private final List<String> arguments;
  private final ContextPolicies policies;

  PolicyArguments(
      String written, ContextPolicyType type, List<String> arguments, ContextPolicies policies) {
    this.written = written;
    this.type = type;
    this.arguments = List.copyOf(arguments);
    this.policies = policies;
  }

  public int count() {
    return arguments.size();
  }

  /**
   * @throws InvalidInputException if there are fewer or more
   */
  public PolicyArguments require(int least, int most) {
    if (count() < least || count() > most) {
      throw refused();
    }
    return this;
  }

  /** A whole number, at least 0. */
  public int number(int index) {
    String argument = text(index);
    if (!NUMBER.matcher(argument).matches()) {
      throw refused();
    }
    return Integer.parseInt(argument);
  }

  public String text(int index) {
    if (index >= count()) {
      throw refused();
    }
    return arguments.get(index);
  }

  public ContextPolicy policy(int index) {
    return policies.parse(text(index));
  }

  /** To be thrown: nothing is written like this. */
  public InvalidInputException refused() {
    return new InvalidInputException("context policy", type.form(), "'" + written + "'");
  }
}
