package io.threadkeep.context;

import io.threadkeep.error.InvalidInputException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads policies from their written form: {@code last-messages(20)}, {@code token-budget(8000)},
 * {@code token-budget(8000, shorten-tool-outputs)}, {@code everything}.
 */
public final class ContextPolicies {
  private static final Pattern CALL = Pattern.compile("([a-z-]+)(?:\\(([^()]*)\\))?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private ContextPolicies() {}

  /**
   * @throws InvalidInputException if no policy is written so
   */
  public static ContextPolicy parse(String spec) {
    Matcher call = CALL.matcher(spec.strip());
    if (!call.matches()) {
      throw unknown(spec);
    }
    String inside = call.group(2);
    List<String> arguments =
        inside == null ? List.of() : List.of(inside.strip().split("\\s*,\\s*"));
    return switch (call.group(1)) {
      case LastMessages.NAME -> new LastMessages(number(spec, arguments, 1));
      case TokenBudget.NAME ->
          new TokenBudget(number(spec, arguments, 2), overflow(spec, arguments));
      case Everything.NAME -> {
        if (!arguments.isEmpty()) {
          throw unknown(spec);
        }
        yield new Everything();
      }
      default -> throw unknown(spec);
    };
  }

  /**
   * Returns {@code policy}. A run keeps only its written form: one that does not come back equal
   * from there could be used by no worker.
   *
   * @throws InvalidInputException if {@link #parse} does not read it back
   */
  public static ContextPolicy check(ContextPolicy policy) {
    if (!parse(policy.spec()).equals(policy)) {
      throw unknown(policy.spec());
    }
    return policy;
  }

  private static int number(String spec, List<String> arguments, int mostArguments) {
    if (arguments.isEmpty()
        || arguments.size() > mostArguments
        || !NUMBER.matcher(arguments.get(0)).matches()) {
      throw unknown(spec);
    }
    return Integer.parseInt(arguments.get(0));
  }

  private static Overflow overflow(String spec, List<String> arguments) {
    if (arguments.size() < 2) {
      return Overflow.FAIL;
    }
    return switch (arguments.get(1)) {
      case "fail" -> Overflow.FAIL;
      case "shorten-tool-outputs" -> Overflow.SHORTEN_TOOL_OUTPUTS;
      default -> throw unknown(spec);
    };
  }

  private static InvalidInputException unknown(String spec) {
    return new InvalidInputException(
        "context policy",
        "last-messages(n), token-budget(n), token-budget(n, shorten-tool-outputs) or everything",
        "'" + spec + "'");
  }
}
