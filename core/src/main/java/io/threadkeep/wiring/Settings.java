package io.threadkeep.wiring;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Reads a configuration and collects what is wrong with it. A read that fails notes the mistake and
 * returns something harmless, so that the next one can be found too; {@link #requireNoProblems}
 * then refuses.
 *
 * <p>Keys are whole paths, such as {@code threadkeep.jdbc.url}. An empty text is as good as none.
 */
public final class Settings {
  static final String NOT_SHOWN = "(not shown)";

  private final Config config;

  /** Stands before each key in a problem, so that one in a list says where it is. */
  private final String prefix;

  private final List<ConfigProblem> problems;

  public Settings(Config config) {
    this(config, "", new ArrayList<>());
  }

  private Settings(Config config, String prefix, List<ConfigProblem> problems) {
    this.config = config;
    this.prefix = prefix;
    this.problems = problems;
  }

  /** Text that must be there. */
  public String text(String key) {
    String text = optionalText(key).orElse("");
    if (text.isEmpty()) {
      problem(key, "nothing", "a text");
    }
    return text;
  }

  public Optional<String> optionalText(String key) {
    return read(key, "a text", config::getString, Optional::of).filter(text -> !text.isBlank());
  }

  /** Text that is never shown, whatever is wrong with it. */
  public Optional<Secret> secret(String key) {
    if (!config.hasPath(key)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Secret(config.getString(key)))
          .filter(secret -> !secret.get().isBlank());
    } catch (ConfigException e) {
      problem(key, NOT_SHOWN, "a text");
      return Optional.empty();
    }
  }

  public int number(String key, int min, int max) {
    return readRequired(key, numbers(min, max), config::getInt, within(min, max)).orElse(min);
  }

  /** As {@link #number}, where nothing need be said. */
  public Optional<Integer> optionalNumber(String key, int min, int max) {
    return read(key, numbers(min, max), config::getInt, within(min, max));
  }

  public Duration duration(String key, Duration min, Duration max) {
    String allowed = "a duration such as 30s, from " + min + " to " + max;
    return readRequired(
            key,
            allowed,
            config::getDuration,
            d -> d.compareTo(min) >= 0 && d.compareTo(max) <= 0 ? Optional.of(d) : Optional.empty())
        .orElse(min);
  }

  /** A day such as 2025-04-14, which must be there. */
  public Optional<LocalDate> date(String key) {
    return readRequired(key, "a day such as 2025-04-14", this::day, Optional::of);
  }

  /** A decimal number, exactly as it is written, which must be there. */
  public Optional<BigDecimal> decimal(String key, String allowed, Predicate<BigDecimal> judge) {
    return readRequired(key, allowed, this::decimal, found -> Optional.of(found).filter(judge));
  }

  /** Whether anything is said of {@code key}. */
  public boolean has(String key) {
    return config.hasPath(key);
  }

  /** As {@link #duration}, where nothing need be said. */
  public Optional<Duration> optionalDuration(String key, Duration min, Duration max) {
    return config.hasPath(key) ? Optional.of(duration(key, min, max)) : Optional.empty();
  }

  /** The texts of a section, by their names; none if there is no such section. */
  public Map<String, String> pairs(String key) {
    Map<String, String> pairs = new LinkedHashMap<>();
    Optional<ConfigObject> section =
        read(key, "a section { name = text }", config::getObject, Optional::of);
    for (Map.Entry<String, ConfigValue> entry :
        section.map(ConfigObject::entrySet).orElse(Set.of())) {
      if (entry.getValue() instanceof ConfigObject || entry.getValue() instanceof ConfigList) {
        problem(key + "." + entry.getKey(), entry.getValue().render(), "a text");
      } else {
        pairs.put(entry.getKey(), String.valueOf(entry.getValue().unwrapped()));
      }
    }
    return pairs;
  }

  public boolean flag(String key) {
    return readRequired(key, "true or false", config::getBoolean, Optional::of).orElse(false);
  }

  /** A constant of {@code type}, written in lower case with hyphens. */
  public <E extends Enum<E>> E oneOf(String key, Class<E> type) {
    E[] constants = type.getEnumConstants();
    return choice(key, Arrays.stream(constants).map(Settings::written).toList())
        .flatMap(name -> Arrays.stream(constants).filter(c -> written(c).equals(name)).findFirst())
        .orElse(constants[0]);
  }

  /** One of {@code names}, or nothing once the mistake is noted. */
  public Optional<String> choice(String key, List<String> names) {
    return read(
        key,
        "one of " + String.join(", ", names),
        config::getString,
        name -> names.contains(name) ? Optional.of(name) : Optional.empty());
  }

  /**
   * The entries of a list of sections, each with keys of its own; what is wrong in them is noted
   * here. What is no such list is not shown: sections may hold secrets.
   */
  public List<Settings> sections(String key) {
    List<? extends Config> entries = configs(key);
    return IntStream.range(0, entries.size())
        .mapToObj(i -> new Settings(entries.get(i), prefix + key + "[" + i + "].", problems))
        .toList();
  }

  private List<? extends Config> configs(String key) {
    if (!config.hasPath(key)) {
      return List.of();
    }
    try {
      return config.getConfigList(key);
    } catch (ConfigException e) {
      problem(key, NOT_SHOWN, "a list of sections { ... }");
      return List.of();
    }
  }

  /** Notes a mistake. Secrets are not to be put into {@code found}. */
  public void problem(String key, String found, String allowed) {
    problems.add(new ConfigProblem(prefix + key, found, allowed));
  }

  /**
   * @throws ConfigurationException with all that was noted, if anything was
   */
  public void requireNoProblems() {
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  /** A default that is missing is a mistake too: zero workers is not what nobody asked for. */
  private <T> Optional<T> readRequired(
      String key, String allowed, Function<String, T> get, Function<T, Optional<T>> judge) {
    if (!config.hasPath(key)) {
      problem(key, "nothing", allowed);
    }
    return read(key, allowed, get, judge);
  }

  private <T> Optional<T> read(
      String key, String allowed, Function<String, T> get, Function<T, Optional<T>> judge) {
    if (!config.hasPath(key)) {
      return Optional.empty();
    }
    Optional<T> judged;
    try {
      judged = judge.apply(get.apply(key));
    } catch (ConfigException e) {
      judged = Optional.empty();
    }
    if (judged.isEmpty()) {
      problem(key, config.getValue(key).render(), allowed);
    }
    return judged;
  }

  private LocalDate day(String key) {
    try {
      return LocalDate.parse(config.getString(key));
    } catch (DateTimeParseException e) {
      throw new ConfigException.BadValue(key, "no day", e);
    }
  }

  private BigDecimal decimal(String key) {
    try {
      return new BigDecimal(config.getString(key));
    } catch (NumberFormatException e) {
      throw new ConfigException.BadValue(key, "no decimal number", e);
    }
  }

  private static String numbers(int min, int max) {
    return "a whole number from " + min + " to " + max;
  }

  private static Function<Integer, Optional<Integer>> within(int min, int max) {
    return n -> n >= min && n <= max ? Optional.of(n) : Optional.empty();
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
