package io.threadkeep.samples.cli;

import io.threadkeep.run.Usage;
import io.threadkeep.samples.cli.report.PolicyReport;
import io.threadkeep.samples.cli.report.RecordedConversation;
import io.threadkeep.usage.Cost;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A report, as a table or as JSON.
 *
 * @param name of the conversation
 */
record ReportText(
    String name, RecordedConversation conversation, List<PolicyReport> reports, String currency) {
  private static final int CENTS_OF_CENTS = 4;

  String title() {
    return String.format(
        Locale.ROOT,
        "Context policies over %s: %,d turns, %,d model calls",
        name,
        conversation.turns(),
        conversation.calls().size());
  }

  void print(Output output) {
    if (output.isJson()) {
      output.json(json());
      return;
    }
    output.line(title());
    output.line("");
    Table table =
        new Table(
            "POLICY", ">CALLS", ">PROMPT", ">A CALL", ">UNCHANGED", ">CACHED", ">" + currency);
    reports.forEach(report -> table.add(row(report)));
    table.print(output);
    output.line("");
    for (PolicyReport report : reports) {
      if (report.refused() > 0) {
        output.line(report.policy() + ": found no window for " + report.refused() + " calls.");
      }
      if (report.summaries() > 0) {
        output.line(
            String.format(
                Locale.ROOT,
                "%s: %,d calls and %,d prompt tokens of these are for summaries.",
                report.policy(),
                report.summaries(),
                report.summarising().promptTokens()));
      }
    }
    output.line("UNCHANGED is what stood at the beginning of the prompt before, word for word;");
    output.line("CACHED what a provider would have billed as cached of it.");
    output.line("Completions are counted from the messages, without reasoning tokens.");
  }

  private static String[] row(PolicyReport report) {
    Usage usage = report.usage();
    return new String[] {
      report.policy(),
      number(report.calls().size() - report.refused() + report.summaries()),
      number(usage.promptTokens()),
      number(report.promptOfACall()),
      percent(report.prefix().share()),
      percent((double) usage.cachedTokens() / Math.max(1, usage.promptTokens())),
      cost(report.cost())
    };
  }

  private Map<String, Object> json() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("conversation", name);
    fields.put("turns", conversation.turns());
    fields.put("model_calls", conversation.calls().size());
    fields.put("policies", reports.stream().map(this::json).toList());
    return fields;
  }

  private Map<String, Object> json(PolicyReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("policy", report.policy());
    fields.put("calls", report.calls().size() - report.refused());
    fields.put("refused_calls", report.refused());
    fields.put("summary_calls", report.summaries());
    fields.put("summary_usage", report.summarising());
    fields.put("usage", report.usage());
    fields.put("prompt_tokens_of_a_call", report.promptOfACall());
    fields.put("unchanged_share", report.prefix().share());
    fields.put("cost", CostJson.of(report.cost(), currency));
    return fields;
  }

  private static String cost(Cost cost) {
    if (cost instanceof Cost.Exact exact) {
      return rounded(exact.amount());
    } else if (cost instanceof Cost.AtLeast part) {
      return "at least " + rounded(part.amount());
    }
    return cost.toString();
  }

  private static String rounded(BigDecimal amount) {
    return amount.setScale(CENTS_OF_CENTS, RoundingMode.HALF_UP).toPlainString();
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }
}
