package io.threadkeep.samples.assistants.inspector;

import io.javalin.config.JavalinConfig;
import io.javalin.http.staticfiles.Location;
import java.util.Map;

/** The page itself, which holds nothing of anybody and is shown to everybody. */
final class PageFiles {
  private static final String FOLDER = "/inspector";

  /**
   * Nothing but the page's own files runs or is loaded, no text can become markup, and nobody puts
   * the page into a frame.
   */
  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          "connect-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
          "require-trusted-types-for 'script'",
          "trusted-types 'none'");

  private PageFiles() {}

  static void addTo(JavalinConfig config) {
    config.staticFiles.add(
        files -> {
          files.hostedPath = FOLDER;
          files.directory = FOLDER;
          files.location = Location.CLASSPATH;
          files.headers =
              Map.of(
                  "Content-Security-Policy", POLICY,
                  "X-Content-Type-Options", "nosniff",
                  "Referrer-Policy", "no-referrer",
                  "Cross-Origin-Opener-Policy", "same-origin",
                  "Cross-Origin-Resource-Policy", "same-origin",
                  // The files of one version belong together.
                  "Cache-Control", "no-cache");
        });
  }
}
