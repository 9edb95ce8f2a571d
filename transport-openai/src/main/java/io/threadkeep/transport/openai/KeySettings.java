package io.threadkeep.transport.openai;

import io.threadkeep.wiring.Secret;
import io.threadkeep.wiring.Settings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds out where the key comes from. */
final class KeySettings {
  private static final String KEY = OpenAiSettings.SECTION + "api-key";
  private static final String FILE = OpenAiSettings.SECTION + "api-key-file";
  private static final String FROM = OpenAiSettings.SECTION + "api-key-from";

  /** Who gives the key. */
  private enum From {
    CONFIGURATION,
    APPLICATION
  }

  private KeySettings() {}

  /** Null if the application gives it. */
  static @Nullable Supplier<String> read(Settings settings, OpenAiEndpoint endpoint) {
    if (settings.oneOf(FROM, From.class) == From.APPLICATION) {
      return null;
    }
    Optional<String> file = settings.optionalText(FILE);
    if (file.isPresent()) {
      return inFile(settings, file.get());
    }
    Optional<Secret> secret = settings.secret(KEY);
    if (secret.isEmpty() && endpoint.needsKey()) {
      settings.problem(
          KEY,
          "nothing",
          "a key, here, in the environment variable OPENAI_API_KEY, in a file at "
              + FILE
              + ", or from the application; only a server of your own, at "
              + OpenAiSettings.SECTION
              + "base-url, may need none");
    }
    // What cannot be sent in a header fails here, where the message does not show it.
    if (secret.isPresent() && !HeaderRules.canSendKey(secret.get().get().trim())) {
      settings.problem(KEY, "(not shown)", "visible ASCII characters");
    }
    return secret.<Supplier<String>>map(s -> s).orElse(() -> "");
  }

  private static Supplier<String> inFile(Settings settings, String file) {
    try {
      KeyFile keyFile = new KeyFile(Path.of(file));
      if (keyFile.holdsKey()) {
        return keyFile;
      }
    } catch (InvalidPathException e) {
      // Told as any other file that cannot be read.
    }
    settings.problem(FILE, file, "a file that can be read and holds a key and nothing else");
    return () -> "";
  }
}
