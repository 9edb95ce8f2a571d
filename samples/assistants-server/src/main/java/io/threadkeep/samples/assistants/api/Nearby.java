package io.threadkeep.samples.assistants.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which names stand for this machine by themselves. Any other can be made to by its owner: then a
 * page of that site may ask here in a browser's name, and read the answer.
 */
public final class Nearby {
  private static final Pattern NAMES =
      Pattern.compile("(?i)(?:localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1])(?::\\d+)?");

  private Nearby() {}

  /**
   * @param host as in the header {@code Host}
   */
  public static boolean isNearby(@Nullable String host) {
    return host != null && NAMES.matcher(host).matches();
  }
}
