package io.threadkeep;

import java.util.Map;

/**
 * Builds a {@link Threadkeep} from configuration. Found by {@link java.util.ServiceLoader}, so that
 * the face need not know how things are wired.
 */
public interface Opener {

  /**
   * @param settings win over all other sources of configuration
   */
  Threadkeep open(Map<String, String> settings);
}
