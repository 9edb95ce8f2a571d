package io.threadkeep.transport.fake.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A section of a script. A read that fails notes the mistake and returns nothing, so that the next
 * one can be found too. Keys that nobody has asked for are mistakes.
 */
final class Section {
  private static final Duration LONGEST = Duration.ofHours(1);

  private final ConfigObject object;
  private final String path;
  private final Problems problems;
  private final Set<String> asked = new LinkedHashSet<>();

  Section(ConfigObject object, String path, Problems problems) {
    this.object = object;
    this.path = path;
    this.problems = problems;
  }

  Optional<String> text(String key) {
    return read(key, "a text", Config::getString, text -> true);
  }

  Optional<Long> number(String key, long min, long max) {
    return number(key, "a whole number from " + min + " to " + max, min, max);
  }

  Optional<Long> number(String key, String allowed, long min, long max) {
    return read(key, allowed, Config::getLong, n -> n >= min && n <= max);
  }

  Optional<Double> probability(String key) {
    return read(key, "a number from 0 to 1", Config::getDouble, p -> p >= 0 && p <= 1);
  }

  boolean flag(String key) {
    return read(key, "true or false", Config::getBoolean, flag -> true).orElse(false);
  }

  Optional<Duration> duration(String key) {
    return read(
        key,
        "a duration such as 300ms, from 0s to 1h",
        Config::getDuration,
        time -> !time.isNegative() && time.compareTo(LONGEST) <= 0);
  }

  /** A constant of {@code type}, written in lower case with hyphens. */
  <E extends Enum<E>> Optional<E> oneOf(String key, Class<E> type) {
    List<E> constants = Arrays.asList(type.getEnumConstants());
    String names = constants.stream().map(Section::written).collect(Collectors.joining(", "));
    return read(
            key,
            "one of " + names,
            Config::getString,
            name -> constants.stream().anyMatch(c -> written(c).equals(name)))
        .flatMap(name -> constants.stream().filter(c -> written(c).equals(name)).findFirst());
  }

  /** A section as JSON; a text as it is. */
  Optional<String> json(String key) {
    return read(key, "a section { ... }, or a text", Config::getValue, value -> true)
        .map(
            value ->
                value.valueType() == ConfigValueType.STRING
                    ? (String) value.unwrapped()
                    : value.render(ConfigRenderOptions.concise()));
  }

  Optional<Section> section(String key) {
    return read(key, "a section { ... }", Config::getObject, object -> true)
        .map(inner -> new Section(inner, join(key), problems));
  }

  /** Those of a list, or a single one. */
  List<Section> sections(String key) {
    if (value(key).filter(ConfigObject.class::isInstance).isPresent()) {
      return section(key).stream().toList();
    }
    List<? extends ConfigObject> list =
        this.<List<? extends ConfigObject>>read(
                key, "a list of sections { ... }", Config::getObjectList, all -> true)
            .orElse(List.of());
    return IntStream.range(0, list.size())
        .mapToObj(i -> new Section(list.get(i), join(key) + "[" + i + "]", problems))
        .toList();
  }

  boolean has(String key) {
    return value(key).isPresent();
  }

  /** Whether it is that very text; nothing is noted if it is not. */
  boolean is(String key, String text) {
    asked.add(key);
    return value(key).filter(value -> text.equals(value.unwrapped())).isPresent();
  }

  /** To be called when all has been read. */
  void refuseUnknownKeys() {
    object.keySet().stream()
        .filter(key -> !asked.contains(key))
        .sorted()
        .forEach(key -> problem(key, "a key that is not known here", String.join(", ", asked)));
  }

  void problem(String key, String found, String allowed) {
    problems.add(value(key).orElse(object).origin(), join(key), found, allowed);
  }

  /** Of the section as a whole. */
  void problem(String found, String allowed) {
    problems.add(object.origin(), path.isEmpty() ? "script" : path, found, allowed);
  }

  /** Such as {@code demo.conf:12}. */
  String place() {
    return Problems.place(object.origin());
  }

  Problems problems() {
    return problems;
  }

  private <T> Optional<T> read(
      String key, String allowed, BiFunction<Config, String, T> reader, Predicate<T> judge) {
    asked.add(key);
    Optional<ConfigValue> value = value(key);
    Optional<T> read = value.flatMap(v -> tried(v, reader)).filter(judge);
    if (read.isEmpty() && value.isPresent()) {
      problem(key, value.get().render(ConfigRenderOptions.concise()), allowed);
    }
    return read;
  }

  private static <T> Optional<T> tried(ConfigValue value, BiFunction<Config, String, T> reader) {
    try {
      return Optional.of(reader.apply(value.atKey("it"), "it"));
    } catch (ConfigException e) {
      return Optional.empty();
    }
  }

  private Optional<ConfigValue> value(String key) {
    return Optional.ofNullable(object.get(key))
        .filter(value -> value.valueType() != ConfigValueType.NULL);
  }

  private String join(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
