package io.threadkeep.samples.cli.report;

import io.threadkeep.context.PrefixShare;
import io.threadkeep.run.Usage;
import io.threadkeep.usage.Cost;
import java.util.List;

/**
 * What a policy would have come to.
 *
 * @param policy in its written form
 * @param calls in the order of the conversation's
 * @param prefix of all prompts but the first
 * @param summaries calls for summaries, beside the conversation's own
 * @param summarising what these used
 * @param cost of all calls
 */
public record PolicyReport(
    String policy,
    List<ReplayedCall> calls,
    PrefixShare prefix,
    long summaries,
    Usage summarising,
    Cost cost) {
  public PolicyReport {
    calls = List.copyOf(calls);
  }

  /** Of all calls, those for summaries too. */
  public Usage usage() {
    return calls.stream().map(ReplayedCall::usage).reduce(summarising, Usage::plus);
  }

  /** For which the policy found no window: their runs would have failed. */
  public long refused() {
    return calls.stream().filter(call -> call.equals(ReplayedCall.REFUSED)).count();
  }

  /** Prompt tokens of the conversation's own calls, on average. */
  public long promptOfACall() {
    long own = usage().promptTokens() - summarising.promptTokens();
    return own / Math.max(1, calls.size() - refused());
  }
}
