package io.threadkeep.storage.jdbc;

import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;

/** Completes JDBC URLs with what is needed to survive a crash or a dead connection. */
final class Urls {
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final String MARIADB = "jdbc:mariadb:";

  // Behind these come settings, and before an '@' credentials: a password may be in either.
  private static final Pattern PRIVATE = Pattern.compile("[?;].*|(?<=//)[^/]*@", Pattern.DOTALL);

  private static final int SOCKET_SECONDS = 30;
  private static final int CONNECT_SECONDS = 10;

  private Urls() {}

  /** Without what may hold a password. */
  static String shown(String url) {
    return PRIVATE.matcher(url).replaceAll("");
  }

  static String completed(String url) {
    return H2Url.isH2(url) ? H2Url.completed(url) : url;
  }

  /**
   * Driver properties for {@code url}, in the driver's own units. PostgreSQL's driver waits for
   * ever by default; with these a dead connection is noticed before a lease is lost twice. What the
   * URL says goes first.
   */
  static Properties driverProperties(String url) {
    Properties properties = new Properties();
    if (url.startsWith(POSTGRESQL)) {
      add(properties, url, "socketTimeout", SOCKET_SECONDS);
      add(properties, url, "connectTimeout", CONNECT_SECONDS);
      add(properties, url, "tcpKeepAlive", true);
    } else if (url.startsWith(MARIADB)) {
      add(properties, url, "socketTimeout", SOCKET_SECONDS * 1_000);
      add(properties, url, "connectTimeout", CONNECT_SECONDS * 1_000);
      add(properties, url, "tcpKeepAlive", true);
    }
    return properties;
  }

  private static void add(Properties properties, String url, String key, Object value) {
    if (!url.toLowerCase(Locale.ROOT).contains(key.toLowerCase(Locale.ROOT) + "=")) {
      properties.setProperty(key, value.toString());
    }
  }
}
