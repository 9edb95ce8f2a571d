package io.threadkeep.context;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads policies from their written form: {@code last-messages(20)}, {@code token-budget(8000,
 * shorten-tool-outputs)}, {@code pinned(2, block-aligned(token-budget(8000), 20))}. Knows those of
 * Threadkeep and those that a host has added.
 */
public final class ContextPolicies {
  private static final String FIELD = "context policy";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Pattern WRITTEN =
      Pattern.compile("(" + NAME + ")\\s*(?:\\((.*)\\))?", Pattern.DOTALL);

  private static final ContextPolicies BUILT_IN =
      new ContextPolicies(Map.of()).with(BuiltInPolicies.ALL);

  private final Map<String, ContextPolicyType> types;

  private ContextPolicies(Map<String, ContextPolicyType> types) {
    this.types = types;
  }

  /** Threadkeep's own. */
  public static ContextPolicies builtIn() {
    return BUILT_IN;
  }

  /**
   * @throws InvalidInputException if a name is no name, or taken
   */
  public ContextPolicies with(Collection<? extends ContextPolicyType> more) {
    Map<String, ContextPolicyType> all = new TreeMap<>(types);
    for (ContextPolicyType type : more) {
      if (!NAME.matcher(type.name()).matches()) {
        throw new InvalidInputException(
            "context policy type",
            "a name of lower case letters, digits and hyphens",
            "'" + type.name() + "'");
      }
      if (all.putIfAbsent(type.name(), type) != null) {
        throw new InvalidInputException(
            "context policy type", "types with different names", "'" + type.name() + "' twice");
      }
    }
    return new ContextPolicies(all);
  }

  /**
   * @throws InvalidInputException if no policy is written so
   */
  public ContextPolicy parse(String spec) {
    String written = Checks.text(FIELD, spec, Limits.CONTEXT).strip();
    Matcher call = WRITTEN.matcher(written);
    ContextPolicyType type = call.matches() ? types.get(call.group(1)) : null;
    if (type == null) {
      throw unknown(written);
    }
    String inside = call.group(2);
    List<String> arguments = inside == null ? List.of() : split(inside, written);
    return type.read(new PolicyArguments(written, type, arguments, this));
  }

  /** Whether {@link #parse} reads {@code spec}. */
  public boolean reads(String spec) {
    try {
      ContextPolicy unused = parse(spec);
      return true;
    } catch (InvalidInputException e) {
      return false;
    }
  }

  /**
   * Returns {@code policy}. A run keeps only its written form: one that does not come back equal
   * from there could be used by no worker.
   *
   * @throws InvalidInputException if {@link #parse} does not read it back
   */
  public ContextPolicy check(ContextPolicy policy) {
    if (!parse(policy.spec()).equals(policy)) {
      throw new InvalidInputException(
          FIELD,
          "a policy that is equal to what is read from its written form",
          "'" + policy.spec() + "' of " + policy.getClass().getName());
    }
    return policy;
  }

  private List<String> split(String inside, String written) {
    List<String> arguments = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int at = 0; at < inside.length(); at++) {
      char c = inside.charAt(at);
      if (c == ',' && depth == 0) {
        arguments.add(inside.substring(from, at).strip());
        from = at + 1;
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth < 0) {
        throw unknown(written);
      }
    }
    if (depth != 0) {
      throw unknown(written);
    }
    arguments.add(inside.substring(from).strip());
    return arguments;
  }

  private InvalidInputException unknown(String written) {
    return new InvalidInputException(
        FIELD,
        "one of "
            + types.values().stream()
                .map(ContextPolicyType::form)
                .collect(Collectors.joining(", ")),
        "'" + written + "'");
  }
}
