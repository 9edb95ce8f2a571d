package io.threadkeep.samples.assistants;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.Scope;
import io.threadkeep.samples.assistants.api.ApiKeys;
import io.threadkeep.wiring.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads who may call, from the configuration and from a file. What is wrong shows no digest. */
final class KeySettings {
  private static final String KEYS = "threadkeep.server.keys";
  private static final String FILE = "threadkeep.server.key-file";
  private static final String SHA256 = "[0-9a-f]{64}";

  /** {@code acme/u-42 = SHA-256}. */
  private static final Pattern LINE =
      Pattern.compile("([^/=\\s]+)(?:/([^=\\s]+))?\\s*=\\s*(" + SHA256 + ")");

  private final Settings settings;
  private final List<ApiKeys.Known> keys = new ArrayList<>();

  /** The entry of each digest: with two, one tenant would silently be another. */
  private final Map<String, String> entries = new HashMap<>();

  private KeySettings(Settings settings) {
    this.settings = settings;
  }

  static List<ApiKeys.Known> of(Settings settings) {
    KeySettings read = new KeySettings(settings);
    List<Settings> sections = settings.sections(KEYS);
    for (int n = 0; n < sections.size(); n++) {
      read.add(KEYS + "[" + n + "]", sections.get(n));
    }
    settings.optionalText(FILE).ifPresent(read::addFile);
    return read.keys;
  }

  private void add(String entry, Settings section) {
    String sha256 = section.text("sha256");
    if (sha256.matches(SHA256)) {
      add(entry, section.text("tenant"), section.optionalText("user").orElse(null), sha256);
    } else {
      section.problem("sha256", "something else", "64 hexadecimal digits, in lower case");
    }
  }

  private void addFile(String file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(Path.of(file));
    } catch (IOException e) {
      settings.problem(FILE, file, "a file of UTF-8 that can be read");
      return;
    }
    for (int n = 1; n <= lines.size(); n++) {
      String line = lines.get(n - 1).strip();
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        add(FILE + ", line " + n, matcher.group(1), matcher.group(2), matcher.group(3));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        settings.problem(
            FILE,
            "line " + n,
            "\"tenant = SHA-256\" or \"tenant/user = SHA-256\", or a comment (#)");
      }
    }
  }

  private void add(String entry, String tenant, @Nullable String user, String sha256) {
    try {
      Scope scope = user == null ? Scope.tenant(tenant) : Scope.user(tenant, user);
      keys.add(new ApiKeys.Known(sha256, scope));
    } catch (InvalidInputException e) {
      settings.problem(entry, e.found(), e.limit());
    }
    String before = entries.putIfAbsent(sha256, entry);
    if (before != null) {
      settings.problem(entry, "the same key as in " + before, "a key of its own for each entry");
    }
  }
}
