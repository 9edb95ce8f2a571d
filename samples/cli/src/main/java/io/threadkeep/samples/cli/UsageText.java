package io.threadkeep.samples.cli;

import io.threadkeep.usage.UsageGroup;
import io.threadkeep.usage.UsageKey;
import io.threadkeep.usage.UsageReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was used and what it cost, as a table or as JSON. */
final class UsageText {
  private UsageText() {}

  static Table table(UsageReport report) {
    List<UsageKey> keys = report.query().by().stream().sorted().toList();
    List<String> headings = new ArrayList<>();
    keys.forEach(key -> headings.add(key.name()));
    headings.addAll(
        List.of(
            ">RUNS", ">PROMPT", ">CACHED", ">COMPLETION", ">REASONING", ">" + report.currency()));
    Table table = new Table(headings.toArray(String[]::new));
    for (UsageReport.Line line : report.lines()) {
      table.add(cells(line, keys.stream().map(key -> shown(part(line.group(), key))).toList()));
    }
    List<String> total = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      total.add(i == 0 ? "total" : "");
    }
    table.add(cells(report.total(), total));
    return table;
  }

  static Map<String, Object> json(UsageReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("from", report.query().from().toString());
    fields.put("to", report.query().to().toString());
    fields.put("lines", report.lines().stream().map(line -> json(line, report)).toList());
    fields.put("total", json(report.total(), report));
    return fields;
  }

  private static String[] cells(UsageReport.Line line, List<String> group) {
    List<String> cells = new ArrayList<>(group);
    cells.add(number(line.runs()));
    cells.add(number(line.usage().promptTokens()));
    cells.add(number(line.usage().cachedTokens()));
    cells.add(number(line.usage().completionTokens()));
    cells.add(number(line.usage().reasoningTokens()));
    cells.add(line.cost().toString());
    return cells.toArray(String[]::new);
  }

  private static Map<String, Object> json(UsageReport.Line line, UsageReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (UsageKey key : UsageKey.values()) {
      Object part = part(line.group(), key);
      if (part != null) {
        fields.put(key.name().toLowerCase(Locale.ROOT), part.toString());
      }
    }
    fields.put("runs", line.runs());
    fields.put("usage", line.usage());
    fields.put("cost", CostJson.of(line.cost(), report.currency()));
    return fields;
  }

  private static @Nullable Object part(UsageGroup group, UsageKey key) {
    return switch (key) {
      case DAY -> group.day();
      case USER -> group.user();
      case THREAD -> group.thread();
      case ASSISTANT -> group.assistant();
      case MODEL -> group.model();
    };
  }

  private static String shown(@Nullable Object part) {
    return part == null ? "-" : part.toString();
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
