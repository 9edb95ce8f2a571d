package io.threadkeep.samples.cli;

import io.threadkeep.Threadkeep;
import io.threadkeep.UsageAccount;
import io.threadkeep.budget.BudgetState;
import io.threadkeep.id.ThreadId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "budgets",
    description = "Tells what is left of the budgets of a tenant, of a --user, or of a thread.")
final class BudgetsCommand implements Callable<Integer> {
  private final ThreadkeepCli cli;

  @Parameters(arity = "0..1", paramLabel = "THREAD", description = "Its id.")
  private @Nullable String thread;

  BudgetsCommand(ThreadkeepCli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    Output output = cli.output();
    List<BudgetState> states;
    try (Threadkeep keep = cli.open()) {
      UsageAccount account = keep.usage(cli.scope());
      states = thread == null ? account.budgets() : account.budgets(new ThreadId(thread));
    }
    if (output.isJson()) {
      states.forEach(state -> output.json(json(state)));
    } else {
      table(states).print(output);
    }
    return 0;
  }

  private static Table table(List<BudgetState> states) {
    Table table = new Table("BUDGET", "PERIOD", "UNIT", ">LIMIT", ">SPENT", ">RESERVED", ">LEFT");
    for (BudgetState state : states) {
      table.add(
          state.key().name(),
          lower(state.key().period()),
          lower(state.key().unit()),
          shown(state, state.limit()),
          shown(state, state.spent()),
          shown(state, state.reserved()),
          shown(state, state.left()));
    }
    return table;
  }

  private static Map<String, Object> json(BudgetState state) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("budget", state.key().name());
    fields.put("period", state.key().period());
    fields.put("unit", state.key().unit());
    fields.put("limit", shown(state, state.limit()));
    fields.put("spent", shown(state, state.spent()));
    fields.put("reserved", shown(state, state.reserved()));
    fields.put("left", shown(state, state.left()));
    if (state.until() != null) {
      fields.put("until", state.until());
    }
    return fields;
  }

  private static String shown(BudgetState state, long count) {
    return state.key().unit().amount(count).toPlainString();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
