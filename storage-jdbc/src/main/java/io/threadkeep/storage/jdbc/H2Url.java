package io.threadkeep.storage.jdbc;

import java.nio.file.Path;
import java.util.Locale;

/**
 * H2 URLs that keep what was committed.
 *
 * <p>By default H2 writes half a second later, closes itself in its own shutdown hook, and a thread
 * interrupt closes a {@code file:} database for every connection. Ours write at once ({@code
 * WRITE_DELAY=0}), are closed by us ({@code DB_CLOSE_ON_EXIT=FALSE}) and live on the {@code async:}
 * file system, which an interrupt does not harm. Texts up to 64 kB stay in their row: H2's default
 * of 256 bytes puts almost every message into a place of its own, at three times the cost.
 */
final class H2Url {
  private static final String PREFIX = "jdbc:h2:";
  private static final String INPLACE_BYTES = "65536";
  private static final String FILE_NAME = "threadkeep";

  private H2Url() {}

  static boolean isH2(String url) {
    return url.startsWith(PREFIX);
  }

  static String in(Path directory) {
    return PREFIX + "async:" + directory.toAbsolutePath().normalize().resolve(FILE_NAME);
  }

  /**
   * Adds the settings that {@code url} does not make itself. Its file system stays: H2 takes the
   * same file under another prefix for another database.
   */
  static String completed(String url) {
    String place = url.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
    String completed = with(url, "MAX_LENGTH_INPLACE_LOB", INPLACE_BYTES);
    if (place.startsWith("mem:")) {
      return completed;
    }
    completed = with(completed, "WRITE_DELAY", "0");
    boolean server = place.startsWith("tcp:") || place.startsWith("ssl:");
    return server ? completed : with(completed, "DB_CLOSE_ON_EXIT", "FALSE");
  }

  private static String with(String url, String setting, String value) {
    boolean set = url.toUpperCase(Locale.ROOT).contains(";" + setting + "=");
    return set ? url : url + ";" + setting + "=" + value;
  }
}
