package io.threadkeep.samples.cli.report;

import io.threadkeep.context.ContextPolicy;
import io.threadkeep.context.PrefixShare;
import io.threadkeep.context.WindowManifest.SummaryUse;
import io.threadkeep.context.WindowOverflowException;
import io.threadkeep.run.Usage;
import io.threadkeep.samples.cli.report.Windows.Shown;
import io.threadkeep.usage.Cost;
import io.threadkeep.usage.PriceTable;
import io.threadkeep.usage.UsageReport;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has each call of a recorded conversation see what a policy would have shown it. */
public final class Replay {
  private final RecordedConversation conversation;
  private final PriceTable prices;
  private final Assumptions assumptions;

  public Replay(RecordedConversation conversation, PriceTable prices, Assumptions assumptions) {
    this.conversation = conversation;
    this.prices = prices;
    this.assumptions = assumptions;
  }

  public PolicyReport of(ContextPolicy policy) {
    OnePolicy one = new OnePolicy(policy);
    conversation.calls().forEach(one::call);
    return one.report();
  }

  /** What is remembered from call to call. */
  private final class OnePolicy {
    private final ContextPolicy policy;
    private final AssumedSummaries summaries;
    private final Windows windows;
    private final List<ReplayedCall> calls = new ArrayList<>();
    private PrefixShare share = PrefixShare.NONE;
    private Usage summarising = Usage.NONE;
    private long summaryCalls;
    private @Nullable Cost cost;
    private @Nullable RecordedCall previousCall;

    OnePolicy(ContextPolicy policy) {
      this.policy = policy;
      this.summaries = new AssumedSummaries(conversation.messages(), assumptions.summaryTokens());
      this.windows = Windows.of(policy, conversation.messages(), summaries, assumptions);
    }

    void call(RecordedCall call) {
      Shown shown;
      try {
        shown = windows.next(call);
      } catch (WindowOverflowException e) {
        calls.add(ReplayedCall.REFUSED);
        return;
      }
      PrefixShare prefix = prefix(call, shown);
      share = share.plus(prefix);
      long cached = assumptions.cached(prefix.unchanged(), sinceLastCall(call));
      Usage usage = new Usage(shown.tokens(), call.completion(), cached, 0);
      calls.add(new ReplayedCall(usage, prefix.unchanged()));
      pay(call.speaker().model(), call, usage);
      summarise(call, shown.summary());
      previousCall = call;
    }

    PolicyReport report() {
      return new PolicyReport(
          policy.spec(),
          calls,
          share,
          summaryCalls,
          summarising,
          cost == null ? Cost.zero() : cost);
    }

    private void pay(@Nullable String model, RecordedCall call, Usage usage) {
      Cost one =
          model == null
              ? Cost.noPrice(UsageReport.UNKNOWN_MODEL)
              : prices.cost(model, LocalDate.ofInstant(call.at(), ZoneOffset.UTC), usage);
      cost = cost == null ? one : cost.plus(one);
    }

    private PrefixShare prefix(RecordedCall call, Shown shown) {
      return previousCall == null || previousCall.speaker().equals(call.speaker())
          ? shown.prefix()
          : new PrefixShare(shown.tokens(), 0);
    }

    private Duration sinceLastCall(RecordedCall call) {
      Instant last = previousCall == null ? Instant.EPOCH : previousCall.at();
      return Duration.between(last, call.at());
    }

    private void summarise(RecordedCall call, @Nullable SummaryUse use) {
      if (use == null || !call.isLast()) {
        return;
      }
      for (Usage made : summaries.afterRun(call, use)) {
        summaryCalls++;
        summarising = summarising.plus(made);
        pay(use.model(), call, made);
      }
    }
  }
}
