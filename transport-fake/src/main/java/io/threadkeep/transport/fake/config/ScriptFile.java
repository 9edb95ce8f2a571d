package io.threadkeep.transport.fake.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.transport.fake.FakeTransport;
import io.threadkeep.wiring.ConfigProblem;
import io.threadkeep.wiring.ConfigurationException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The script of a fake transport in a file.
 *
 * <pre>{@code
 * otherwise = echo              # fail (unless this is said), echo or babble
 * latency = 300ms, gap = 20ms   # before the first piece of an answer, and between two
 * lines = [
 *   { when { user-matches = "weather in (\\w+)" }, call { tool = weather, arguments { city = "$1" } } }
 *   { when { tool-result = weather }, then = [ { fail = rate-limit, retry-after = 2s }, { reply = "Sunny." } ] }
 *   { when { user-contains = story }, reply = "Once upon a", fail = truncated, times = always }
 * ]
 * }</pre>
 *
 * <p>The whole: {@code lines}, {@code times} (for lines that do not say it), {@code otherwise},
 * {@code seed} (for what babbles or fails by chance; 1), {@code latency}, {@code gap}, {@code
 * piece-size} (in characters; word by word unless this is said) and {@code failures}.
 *
 * <p>A line: {@code when} (any request unless this is said), {@code times} (a number, or {@code
 * always}; 1), and one answer, or several in {@code then}.
 *
 * <p>{@code when}: {@code user-says}, {@code user-contains}, {@code user-matches}, {@code
 * system-contains}, {@code tool-result}, {@code result-contains}, {@code tool-offered}, {@code
 * model-is}; all of them must hold. See {@link io.threadkeep.transport.fake.RequestCondition}.
 *
 * <p>An answer: {@code reply}, {@code refuse}, {@code call} (one or a list, each with {@code tool}
 * and {@code arguments}), then {@code finish} ({@code length}, {@code content-filter}), {@code
 * fail} (a {@link io.threadkeep.transport.fake.FakeFailure}, with {@code retry-after}) or {@code
 * hang = true}; {@code latency}; or else {@code babble = true}.
 *
 * <p>{@code failures}: {@code once} and {@code always} hold answers, {@code randomly} a {@code
 * probability} and, in {@code with}, answers. See {@link
 * io.threadkeep.transport.fake.FailuresOnCue}.
 */
public final class ScriptFile {
  private final List<ConfigProblem> problems;
  private final @Nullable ReadScript script;

  private ScriptFile(List<ConfigProblem> problems, @Nullable ReadScript script) {
    this.problems = List.copyOf(problems);
    this.script = script;
  }

  /**
   * @param location {@code classpath:} and the name of a resource, or the path of a file
   */
  public static ScriptFile read(String location) {
    Problems problems = new Problems();
    try {
      Config config = ScriptSource.load(location);
      ReadScript script = ReadScript.read(new Section(config.root(), "", problems));
      return new ScriptFile(problems.all(), script);
    } catch (ConfigException e) {
      problems.addUnreadable(location, e);
      return new ScriptFile(problems.all(), null);
    }
  }

  /** All mistakes in it, each with its file and line. */
  public List<ConfigProblem> problems() {
    return problems;
  }

  /**
   * A new transport, of whose script nothing is used yet.
   *
   * @throws ConfigurationException if there are {@link #problems}
   */
  public FakeTransport transport(TokenCounter counter) {
    if (script == null || !problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return script.transport(counter);
  }
}
