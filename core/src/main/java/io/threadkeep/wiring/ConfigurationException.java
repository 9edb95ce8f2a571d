package io.threadkeep.wiring;

import io.threadkeep.error.ThreadkeepException;
import java.util.List;

/** The configuration cannot be used. Lists every mistake, numbered; nothing was opened. */
public final class ConfigurationException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  private final transient List<ConfigProblem> problems;

  public ConfigurationException(List<ConfigProblem> problems) {
    super(describe(problems));
    this.problems = List.copyOf(problems);
  }

  public List<ConfigProblem> problems() {
    return problems;
  }

  private static String describe(List<ConfigProblem> problems) {
    StringBuilder text = new StringBuilder("The configuration has ");
    text.append(problems.size()).append(problems.size() == 1 ? " mistake:" : " mistakes:");
    for (int i = 0; i < problems.size(); i++) {
      text.append(System.lineSeparator()).append(i + 1).append(") ").append(problems.get(i));
    }
    return text.toString();
  }
}
