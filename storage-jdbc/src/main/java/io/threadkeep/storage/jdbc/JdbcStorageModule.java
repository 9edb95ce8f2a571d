package io.threadkeep.storage.jdbc;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.threadkeep.secrecy.EnvelopeKeys;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.wiring.Secret;
import io.threadkeep.wiring.Settings;
import io.threadkeep.wiring.StorageModule;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Chosen by {@code threadkeep.storage = jdbc}; its settings begin with {@code threadkeep.jdbc}. */
public final class JdbcStorageModule extends StorageModule {
  private static final String PREFIX = "threadkeep.jdbc.";
  private static final int LARGEST_POOL = 1_000;

  private final @Nullable DataSource source;
  private JdbcOptions options = JdbcOptions.h2(Path.of("threadkeep-data"));
  private EncryptionSettings encryption = EncryptionSettings.OFF;

  /** Connects as configured. */
  public JdbcStorageModule() {
    this(null);
  }

  /**
   * For a host with a pool of its own; only {@code migrate}, {@code listen} and {@code encryption}
   * are read.
   */
  public JdbcStorageModule(@Nullable DataSource source) {
    this.source = source;
  }

  @Override
  public String backendName() {
    return "jdbc";
  }

  @Override
  public void read(Settings settings) {
    encryption = EncryptionSettings.read(settings);
    boolean migrate = settings.flag(PREFIX + "migrate");
    boolean listen = settings.flag(PREFIX + "listen");
    if (source != null) {
      options = options.withMigrate(migrate).withListen(listen);
      return;
    }
    String url =
        settings
            .optionalText(PREFIX + "url")
            .orElseGet(() -> H2Url.in(Path.of(settings.text(PREFIX + "directory"))));
    if (!url.startsWith("jdbc:")) {
      settings.problem(
          PREFIX + "url",
          "a text that does not begin with 'jdbc:'",
          "a JDBC URL of H2, PostgreSQL or MariaDB, or nothing for an H2 file in "
              + PREFIX
              + "directory");
    }
    options =
        JdbcOptions.of(url)
            .withCredentials(
                settings.optionalText(PREFIX + "user").orElse(null),
                settings.secret(PREFIX + "password").orElse(new Secret("")))
            .withPool(
                settings.number(PREFIX + "pool-size", 1, LARGEST_POOL),
                settings.duration(
                    PREFIX + "connection-timeout",
                    Duration.ofMillis(250), // Hikari's own least
                    Duration.ofMinutes(5)))
            .withMigrate(migrate)
            .withListen(listen);
  }

  /** A host's own envelope keys are bound in the place of these. */
  @Override
  protected void configure() {
    bind(EnvelopeKeys.class).toInstance(encryption.defaultKeys());
  }

  @Provides
  @Singleton
  ThreadStore store(EnvelopeKeys keys) {
    EncryptionOptions sealing = encryption.options(keys);
    return source == null
        ? JdbcThreadStore.open(options, sealing)
        : JdbcThreadStore.on(source, options.migrate(), options.listen(), sealing);
  }
}
