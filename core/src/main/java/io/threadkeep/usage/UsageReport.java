package io.threadkeep.usage;

import io.threadkeep.run.Usage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question about usage.
 *
 * @param currency of all costs
 * @param lines one for each group that used anything, by {@link UsageGroup#ORDER}
 * @param total of all lines
 */
public record UsageReport(UsageQuery query, String currency, List<Line> lines, Line total) {
  /** What stands for a model that is not known: runs of the first schema did not note theirs. */
  public static final String UNKNOWN_MODEL = "(unknown)";

  private static final UsageGroup ANY = new UsageGroup(null, null, null, null, null);

  public UsageReport {
    lines = List.copyOf(lines);
  }

  /**
   * What was used by all that belongs to one group, and what it cost.
   *
   * @param runs how many, whatever became of them; 0 for work beside any run
   */
  public record Line(UsageGroup group, long runs, Usage usage, Cost cost) {
    private Line plus(Line other) {
      return new Line(group, runs + other.runs, usage.plus(other.usage), cost.plus(other.cost));
    }

    private Line in(UsageGroup newGroup) {
      return new Line(newGroup, runs, usage, cost);
    }
  }

  /**
   * Adds up and prices what {@code sums} finds. It is asked by model whatever the query says, and
   * apart for the days before and after a change of prices: each of its lines has one price.
   */
  public static UsageReport of(
      UsageQuery query, PriceTable prices, Function<UsageQuery, List<UsageLine>> sums) {
    List<LocalDate> starts = new ArrayList<>(List.of(query.from()));
    starts.addAll(changes(query, prices, sums));
    boolean byModel = query.by().contains(UsageKey.MODEL);
    Map<UsageGroup, Line> lines = new TreeMap<>(UsageGroup.ORDER);
    @Nullable Line total = null;
    for (int i = 0; i < starts.size(); i++) {
      LocalDate first = starts.get(i);
      LocalDate last = i + 1 < starts.size() ? starts.get(i + 1).minusDays(1) : query.to();
      for (UsageLine sum : sums.apply(query.alsoBy(UsageKey.MODEL).during(first, last))) {
        UsageGroup group = byModel ? sum.group() : sum.group().ofAnyModel();
        Line line = priced(sum, prices, first).in(group);
        lines.merge(group, line, Line::plus);
        total = total == null ? line.in(ANY) : total.plus(line);
      }
    }
    return new UsageReport(
        query,
        prices.currency(),
        List.copyOf(lines.values()),
        total == null ? new Line(ANY, 0, Usage.NONE, Cost.zero()) : total);
  }

  /** Only of the prices that matter here: each of these days costs another pass over all runs. */
  private static SortedSet<LocalDate> changes(
      UsageQuery query, PriceTable prices, Function<UsageQuery, List<UsageLine>> sums) {
    SortedSet<LocalDate> all = prices.changes(query.from(), query.to(), price -> true);
    if (all.isEmpty()) {
      return all;
    }
    Set<String> models =
        sums.apply(query.by(UsageKey.MODEL)).stream()
            .flatMap(line -> Stream.ofNullable(line.group().model()))
            .collect(Collectors.toSet());
    return prices.changes(
        query.from(), query.to(), price -> models.stream().anyMatch(price::isFor));
  }

  private static Line priced(UsageLine sum, PriceTable prices, LocalDate day) {
    String model = sum.group().model();
    Cost cost = model == null ? Cost.noPrice(UNKNOWN_MODEL) : prices.cost(model, day, sum.usage());
    return new Line(sum.group(), sum.runs(), sum.usage(), cost);
  }
}
