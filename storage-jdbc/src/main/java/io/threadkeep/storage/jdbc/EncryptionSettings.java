package io.threadkeep.storage.jdbc;

import io.threadkeep.secrecy.EnvelopeKeys;
import io.threadkeep.secrecy.LocalEnvelopeKeys;
import io.threadkeep.wiring.ConfigProblem;
import io.threadkeep.wiring.ConfigurationException;
import io.threadkeep.wiring.Secret;
import io.threadkeep.wiring.Settings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The settings that begin with {@code threadkeep.jdbc.encryption}. Secrets are never shown.
 *
 * @param keys null if none are configured
 */
record EncryptionSettings(
    boolean enabled, boolean acceptClear, boolean seal, @Nullable LocalEnvelopeKeys keys) {
  private static final String PREFIX = "threadkeep.jdbc.encryption.";
  private static final String NOT_SHOWN = "(not shown)";

  static final EncryptionSettings OFF = new EncryptionSettings(false, false, true, null);

  static EncryptionSettings read(Settings settings) {
    boolean enabled = settings.flag(PREFIX + "enabled");
    boolean acceptClear = settings.flag(PREFIX + "accept-clear");
    boolean seal = settings.flag(PREFIX + "seal");
    Map<String, byte[]> secrets = new TreeMap<>();
    for (Settings key : settings.sections(PREFIX + "keys")) {
      String id = key.text("id");
      Optional<Secret> secret = key.secret("secret");
      if (secret.isEmpty()) {
        key.problem("secret", "nothing", "256 bits in Base64");
      }
      secret.ifPresent(text -> add(key, "secret", secrets, id, text.get()));
    }
    Optional<String> file = settings.optionalText(PREFIX + "key-file");
    if (file.isPresent() && !secrets.isEmpty()) {
      settings.problem(PREFIX + "key-file", "a file beside keys", "keys or a file, not both");
    }
    file.ifPresent(path -> readFile(settings, Path.of(path), secrets));
    Optional<String> current = settings.optionalText(PREFIX + "current");
    if (current.isPresent() && !secrets.containsKey(current.get())) {
      settings.problem(
          PREFIX + "current", "'" + current.get() + "'", "the id of a key, of " + secrets.keySet());
    } else if (current.isEmpty() && secrets.size() > 1) {
      settings.problem(PREFIX + "current", "nothing", "one of " + secrets.keySet());
    } else if (!secrets.isEmpty()) {
      String chosen = current.orElseGet(() -> secrets.keySet().iterator().next());
      return new EncryptionSettings(
          enabled, acceptClear, seal, new LocalEnvelopeKeys(secrets, chosen));
    }
    return new EncryptionSettings(enabled, acceptClear, seal, null);
  }

  private static void readFile(Settings settings, Path file, Map<String, byte[]> secrets) {
    Set<String> twice = new TreeSet<>();
    Properties lines = new OnceEach(twice);
    try (Reader reader = Files.newBufferedReader(file)) {
      lines.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      settings.problem(
          PREFIX + "key-file",
          "'" + file + "' (" + e.getClass().getSimpleName() + ")",
          "a file that can be read, with lines \"id = Base64\"");
      return;
    }
    if (lines.isEmpty()) {
      settings.problem(PREFIX + "key-file", "an empty file", "a line \"id = Base64\" or more");
    }
    for (String id : twice) {
      settings.problem(PREFIX + "key-file", "two keys '" + id + "'", "each id once");
    }
    for (String id : lines.stringPropertyNames()) {
      add(settings, PREFIX + "key-file", secrets, id, lines.getProperty(id));
    }
  }

  private static void add(
      Settings settings, String key, Map<String, byte[]> secrets, String id, String text) {
    byte[] secret = decoded(text);
    if (secret == null || secret.length != LocalEnvelopeKeys.SECRET_LENGTH) {
      settings.problem(
          key, NOT_SHOWN + " for key '" + id + "'", "256 bits in Base64: openssl rand -base64 32");
    } else if (id.isEmpty() || id.length() > EnvelopeKeys.LONGEST_KEY_ID) {
      settings.problem(
          key, "an id of " + id.length() + " characters", "1 to " + EnvelopeKeys.LONGEST_KEY_ID);
    } else if (secrets.putIfAbsent(id, secret) != null) {
      settings.problem(key, "two keys '" + id + "'", "each id once");
    }
  }

  private static byte @Nullable [] decoded(String text) {
    try {
      return Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** What is bound unless the host binds its own. */
  EnvelopeKeys defaultKeys() {
    return keys == null ? new NoEnvelopeKeys() : keys;
  }

  /**
   * Null if encryption is off.
   *
   * @param bound the host's own keys, or {@link #defaultKeys}
   * @throws ConfigurationException if there are none
   */
  @Nullable EncryptionOptions options(EnvelopeKeys bound) {
    if (enabled && bound instanceof NoEnvelopeKeys) {
      throw new ConfigurationException(
          List.of(
              new ConfigProblem(
                  PREFIX + "keys",
                  "nothing",
                  "keys, a "
                      + PREFIX
                      + "key-file, or EnvelopeKeys that the host binds in a module given to"
                      + " ThreadkeepModule.overriding")));
    }
    return enabled ? new EncryptionOptions(bound, acceptClear, seal) : null;
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "EncryptionSettings[enabled="
        + enabled
        + ", acceptClear="
        + acceptClear
        + ", seal="
        + seal
        + "]";
  }

  /** Of two lines with the same id a file's reader keeps the last one, and says nothing. */
  private static final class OnceEach extends Properties {
    private static final long serialVersionUID = 1L;

    private final transient Set<String> twice;

    OnceEach(Set<String> twice) {
      this.twice = twice;
    }

    @Override
    public synchronized @Nullable Object put(Object key, Object value) {
      Object before = super.put(key, value);
      if (before != null) {
        twice.add(key.toString());
      }
      return before;
    }
  }
}
