package io.threadkeep.samples.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Policies side by side: what a call takes, and how much of it a provider has seen before. */
public final class ReportPlot {
  private static final int BINS = 30;
  private static final int FIRST = 90;
  private static final int SECOND = FIRST + Panel.HEIGHT + 90;
  private static final int LEGEND = SECOND + Panel.HEIGHT + 75;
  private static final int LEGEND_LINE = 22;
  private static final int SWATCH = 30;

  private ReportPlot() {}

  /**
   * @param title whose conversation it is
   */
  public static String svg(String title, List<PolicyReport> reports) {
    int calls = reports.get(0).calls().size();
    int bin = Math.max(1, calls / BINS);
    List<Series> tokens = lines(reports, bin, call -> call.usage().promptTokens());
    List<Series> shares = lines(reports, bin, ReportPlot::share);
    double highest = tokens.stream().mapToDouble(Series::highest).max().orElse(1);
    Svg svg = new Svg(LEGEND + LEGEND_LINE * reports.size() + 10);
    svg.text(Panel.LEFT, 32, "start", "bold", title);
    svg.text(Panel.LEFT, 52, "start", "small", means(bin));
    new Panel(
            "Prompt tokens of a call",
            FIRST,
            calls,
            Scale.upTo(highest),
            value -> String.format(Locale.ROOT, "%,.0f", value))
        .draw(tokens, svg);
    new Panel(
            "Prompt tokens in a prefix that the call before had too",
            SECOND,
            calls,
            new Scale(1, 0.2),
            value -> String.format(Locale.ROOT, "%.0f %%", value * 100))
        .draw(shares, svg);
    svg.text(Svg.WIDTH / 2.0, LEGEND - 32, "middle", "small", "model calls of the conversation");
    for (int i = 0; i < reports.size(); i++) {
      legend(i, reports.get(i), svg);
    }
    return svg.toString();
  }

  private static void legend(int number, PolicyReport report, Svg svg) {
    double y = LEGEND + LEGEND_LINE * number;
    svg.curve(
        number,
        List.of(new double[] {Panel.LEFT, y - 4}, new double[] {Panel.LEFT + SWATCH, y - 4}));
    String told =
        String.format(
            Locale.ROOT,
            "%s: %,d tokens a call, %.0f %% unchanged",
            report.policy(),
            report.promptOfACall(),
            report.prefix().share() * 100);
    svg.text(Panel.LEFT + SWATCH + 10, y, "start", "", told);
  }

  private static String means(int bin) {
    return bin == 1 ? "A point for each call" : "A point is the mean of " + bin + " calls";
  }

  private static double share(ReplayedCall call) {
    long prompt = call.usage().promptTokens();
    return prompt == 0 ? 0 : (double) call.unchanged() / prompt;
  }

  private static List<Series> lines(
      List<PolicyReport> reports, int bin, ToDoubleFunction<ReplayedCall> value) {
    return reports.stream()
        .map(report -> report.calls().stream().map(value::applyAsDouble).toList())
        .map(values -> new Series(values).means(bin))
        .toList();
  }
}
