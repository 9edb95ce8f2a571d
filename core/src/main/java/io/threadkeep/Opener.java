package io.threadkeep;

import io.threadkeep.tool.ToolBox;
import java.util.Map;

/**
 * Builds a {@link Threadkeep} from configuration. Found by {@link java.util.ServiceLoader}, so that
 * the face need not know how things are wired.
 */
public interface Opener {

  /**
   * @param settings win over all other sources of configuration
   * @param tools what this JVM's workers can carry out
   */
  Threadkeep open(Map<String, String> settings, ToolBox tools);
}
