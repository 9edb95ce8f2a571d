package io.threadkeep.context;

import java.util.List;

/** How Threadkeep's own policies are written. */
final class BuiltInPolicies {
  static final List<ContextPolicyType> ALL =
      List.of(
          ContextPolicyType.of(
              Auto.NAME,
              Auto.NAME,
              arguments -> {
                arguments.require(0, 0);
                return new Auto();
              }),
          ContextPolicyType.of(
              BlockAligned.NAME,
              "block-aligned(policy, messages)",
              arguments ->
                  new BlockAligned(arguments.require(2, 2).policy(0), arguments.number(1))),
          ContextPolicyType.of(
              Everything.NAME,
              Everything.NAME,
              arguments -> {
                arguments.require(0, 0);
                return new Everything();
              }),
          ContextPolicyType.of(
              LastMessages.NAME,
              "last-messages(n)",
              arguments -> new LastMessages(arguments.require(1, 1).number(0))),
          ContextPolicyType.of(
              Pinned.NAME,
              "pinned(messages, policy)",
              arguments -> new Pinned(arguments.require(2, 2).number(0), arguments.policy(1))),
          ContextPolicyType.of(
              Summarising.NAME,
              "summarising(policy, model)",
              arguments -> new Summarising(arguments.require(2, 2).policy(0), arguments.text(1))),
          ContextPolicyType.of(
              TokenBudget.NAME,
              "token-budget(tokens[, shorten-tool-outputs])",
              arguments ->
                  new TokenBudget(arguments.require(1, 2).number(0), overflow(arguments))));

  private BuiltInPolicies() {}

  private static Overflow overflow(PolicyArguments arguments) {
    if (arguments.count() < 2) {
      return Overflow.FAIL;
    }
    return switch (arguments.text(1)) {
      case "fail" -> Overflow.FAIL;
      case "shorten-tool-outputs" -> Overflow.SHORTEN_TOOL_OUTPUTS;
      default -> throw arguments.refused();
    };
  }
}
