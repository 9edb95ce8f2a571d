package io.threadkeep.transport.fake.cassette;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.wiring.Secret;
import io.threadkeep.wiring.Settings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * The section {@code threadkeep.fake.cassette}: what to replay instead of following rules.
 * Recording takes a second transport, and so some lines of code.
 *
 * <pre>
 * threadkeep.fake.cassette {
 *   file = "cassettes/capitals.yaml"
 *   matching = in-order   # or any-order, for runs that go on side by side
 *   redact = [ { field = password }, { pattern = "acct-\\d+" }, { literal = ${TOKEN} }, { emails = true } ]
 * }
 * </pre>
 */
public final class CassetteSettings {
  private static final String KEY = "threadkeep.fake.cassette.";
  private static final String FILE = KEY + "file";

  private final Path file;
  private final CassetteOptions options;

  private CassetteSettings(Path file, CassetteOptions options) {
    this.file = file;
    this.options = options;
  }

  /** What is configured, if anything is; mistakes are told to {@code settings}. */
  public static Optional<CassetteSettings> read(Settings settings) {
    return settings.optionalText(FILE).flatMap(file -> read(file, settings));
  }

  /**
   * Opens the cassette.
   *
   * @throws CassetteException if it is damaged or of a newer version
   */
  public ReplayingTransport open() {
    return new ReplayingTransport(Cassette.open(file, options));
  }

  private static Optional<CassetteSettings> read(String file, Settings settings) {
    Redaction redaction = Redaction.wellKnown();
    for (Settings entry : settings.sections(KEY + "redact")) {
      redaction = add(entry, redaction);
    }
    CassetteOptions options =
        CassetteOptions.defaults()
            .matching(settings.oneOf(KEY + "matching", Matching.class))
            .redaction(redaction);
    Optional<Path> path = path(file).filter(Files::isRegularFile);
    if (path.isEmpty()) {
      settings.problem(FILE, file, "the path of a cassette that was recorded");
    }
    return path.map(found -> new CassetteSettings(found, options));
  }

  private static Optional<Path> path(String file) {
    try {
      return Optional.of(Path.of(file));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Redaction add(Settings entry, Redaction redaction) {
    Optional<String> field = entry.optionalText("field");
    Optional<String> pattern = entry.optionalText("pattern");
    Optional<Secret> literal = entry.secret("literal");
    Optional<String> emails = entry.choice("emails", List.of("true"));
    if (field.isEmpty() && pattern.isEmpty() && literal.isEmpty() && emails.isEmpty()) {
      entry.problem("field", "nothing", "one of field, pattern, literal, emails");
    }
    Redaction added = field.map(redaction::field).orElse(redaction);
    added = emails.isPresent() ? added.emails() : added;
    try {
      added = pattern.map(added::pattern).orElse(added);
    } catch (PatternSyntaxException e) {
      entry.problem(
          "pattern",
          pattern.orElse(""),
          "a regular expression as java.util.regex.Pattern reads it");
    }
    try {
      return literal.map(Secret::get).map(added::literal).orElse(added);
    } catch (InvalidInputException e) {
      entry.problem("literal", "(not shown)", "a text of 3 characters or more");
      return added;
    }
  }
}
