package io.threadkeep.samples.cli;

import io.threadkeep.usage.Cost;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** How costs look in JSON: an amount as text, so that no reader rounds it, if there is one. */
final class CostJson {
  private CostJson() {}

  static Map<String, Object> of(Cost cost, String currency) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (cost instanceof Cost.Exact exact) {
      fields.put("amount", exact.amount().toPlainString());
    } else if (cost instanceof Cost.AtLeast part) {
      fields.put("at_least", part.amount().toPlainString());
    }
    fields.put("currency", currency);
    if (!cost.unpriced().isEmpty()) {
      fields.put("without_price", new TreeSet<>(cost.unpriced()));
    }
    return fields;
  }
}
