package io.threadkeep.internal.engine;

import io.threadkeep.run.RunSpec;
import io.threadkeep.tool.ToolBox;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which runs this JVM can carry out, so that it leaves the others to workers that have their
 * tools. It learns of a set of tools from the first run that has it.
 */
final class ServedTools {
  private static final Logger LOG = LoggerFactory.getLogger(ServedTools.class);

  private final ToolBox box;
  private final Set<String> unserved = ConcurrentHashMap.newKeySet();

  ServedTools(ToolBox box) {
    this.box = box;
  }

  /** Whether every tool is here that the run wants a worker to have. */
  boolean serves(RunSpec spec) {
    List<String> needed = spec.workersTools();
    boolean served = box.names().containsAll(needed);
    if (!served && unserved.add(spec.toolSet())) {
      LOG.warn(
          "Runs with the tools {} are left to other workers: the tool box of this one has {}.",
          needed,
          box.names());
    }
    return served;
  }

  /** The tool sets that have been found to be beyond it. */
  Set<String> unserved() {
    return Set.copyOf(unserved);
  }
}
