package io.threadkeep.internal.engine;

import io.threadkeep.run.RunSpec;
import io.threadkeep.tool.ToolBox;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which runs this JVM can carry out, so that it leaves the others to workers that have their
 * tools. It learns of a set of tools from the first run that has it.
 */
final class ServedTools {
  private static final Logger LOG = LoggerFactory.getLogger(ServedTools.class);

  /** Each is sent with every claim. Runs of those beyond are claimed, and handed back. */
  private static final int MOST = 1_000;

  private final ToolBox box;

  /** The one learnt first is first; guarded by {@code this}. */
  private final Set<String> unserved = new LinkedHashSet<>();

  ServedTools(ToolBox box) {
    this.box = box;
  }

  /** Whether every tool is here that the run wants a worker to have. */
  boolean serves(RunSpec spec) {
    List<String> needed = spec.workersTools();
    boolean served = box.names().containsAll(needed);
    if (!served && learn(spec.toolSet())) {
      LOG.warn(
          "Runs with the tools {} are left to other workers: the tool box of this one has {}.",
          needed,
          box.names());
    }
    return served;
  }

  private synchronized boolean learn(String toolSet) {
    boolean isNew = unserved.add(toolSet);
    if (unserved.size() > MOST) {
      unserved.remove(unserved.iterator().next());
    }
    return isNew;
  }

  /** The tool sets that have been found to be beyond it. */
  synchronized Set<String> unserved() {
    return Set.copyOf(unserved);
  }
}
