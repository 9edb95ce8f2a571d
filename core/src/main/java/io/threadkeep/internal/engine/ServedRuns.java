package io.threadkeep.internal.engine;

import io.threadkeep.context.ContextPolicies;
import io.threadkeep.run.RunSpec;
import io.threadkeep.tool.ToolBox;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which runs this JVM can carry out, so that it leaves the others to workers that have their
 * tools, or can read their context policy. What it lacks it learns from the first run that needs
 * it.
 */
final class ServedRuns {
  private static final Logger LOG = LoggerFactory.getLogger(ServedRuns.class);

  /** Each is sent with every claim. Runs of those beyond are claimed, and handed back. */
  private static final int MOST = 1_000;

  private final ToolBox box;
  private final ContextPolicies policies;

  /** The one learnt first is first; guarded by {@code this}. */
  private final Set<String> unserved = new LinkedHashSet<>();

  ServedRuns(ToolBox box, ContextPolicies policies) {
    this.box = box;
    this.policies = policies;
  }

  /** Whether all is here that the run wants a worker to have. */
  boolean serves(RunSpec spec) {
    List<String> needed = spec.workersTools();
    boolean hasTools = box.names().containsAll(needed);
    if (!hasTools && learn(spec.needs())) {
      LOG.warn(
          "Runs with the tools {} are left to other workers: the tool box of this one has {}.",
          needed,
          box.names());
    }
    boolean hasPolicy = policies.reads(spec.context());
    if (!hasPolicy && learn(spec.needs())) {
      LOG.warn(
          "Runs with the context policy '{}' are left to other workers: this one cannot read it. Register its ContextPolicyType in every JVM that carries out runs.",
          spec.context());
    }
    return hasTools && hasPolicy;
  }

  private synchronized boolean learn(String needs) {
    boolean isNew = unserved.add(needs);
    if (unserved.size() > MOST) {
      unserved.remove(unserved.iterator().next());
    }
    return isNew;
  }

  /** What runs {@linkplain RunSpec#needs need} and have been found not to have here. */
  synchronized Set<String> unserved() {
    return Set.copyOf(unserved);
  }
}
