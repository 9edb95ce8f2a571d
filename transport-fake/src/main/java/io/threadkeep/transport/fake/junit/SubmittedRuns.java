package io.threadkeep.transport.fake.junit;

import io.threadkeep.Threadkeep;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.RunId;
import io.threadkeep.observe.EngineListener;
import io.threadkeep.run.Run;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Remembers which runs were submitted: no store lists those of all scopes. */
final class SubmittedRuns implements EngineListener {
  private final Map<RunId, Run> runs = Collections.synchronizedMap(new LinkedHashMap<>());

  @Override
  public void runSubmitted(Run run) {
    runs.putIfAbsent(run.id(), run);
  }

  /** Those that have not ended, the oldest first, each with what it waits for. */
  List<String> unfinished(Threadkeep keep) {
    List<Run> submitted;
    synchronized (runs) {
      submitted = List.copyOf(runs.values());
    }
    return submitted.stream()
        .flatMap(run -> find(keep, run).stream())
        .filter(run -> !run.status().isFinal())
        .map(run -> new UnfinishedRun(keep, run).describe())
        .toList();
  }

  /** Nothing if it is gone with its thread. */
  private static Optional<Run> find(Threadkeep keep, Run run) {
    try {
      return Optional.of(keep.runs(run.owner()).get(run.id()));
    } catch (NotFoundException deleted) {
      return Optional.empty();
    }
  }
}
