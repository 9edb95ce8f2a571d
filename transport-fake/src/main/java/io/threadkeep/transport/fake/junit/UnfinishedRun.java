package io.threadkeep.transport.fake.junit;

import io.threadkeep.Threadkeep;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what a run waits for, as far as that can be seen from outside. */
record UnfinishedRun(Threadkeep keep, Run run) {

  /** {@code run_… is queued: …}. */
  String describe() {
    return run.id() + " is " + run.status().wireName() + ": " + reason();
  }

  private String reason() {
    return switch (run.status()) {
      case QUEUED -> queued();
      case IN_PROGRESS -> "a worker is at work on it; await it";
      case REQUIRES_ACTION -> "its owner is to answer " + required();
      case CANCELLING -> "its worker has been told to stop, and has not stopped yet";
      default -> "it has ended meanwhile";
    };
  }

  private String queued() {
    List<String> missing =
        run.spec().workersTools().stream()
            .filter(tool -> !keep.tools().names().contains(tool))
            .toList();
    Optional<Run> before = before();
    String model = run.spec().settings().model();
    Duration closed = keep.health().closedGates().get(model);
    if (!missing.isEmpty()) {
      return "no worker here has its tools " + missing;
    } else if (before.isPresent()) {
      return "it waits for " + before.get().id() + " of its thread to end";
    } else if (closed != null) {
      return "its model '" + model + "' is not to be called for " + closed;
    } else if (run.progress().attempts() > 0) {
      return "it is to be tried again, after " + run.progress().attempts() + " attempts";
    }
    return "no worker has taken it up; await it, or tell the manual worker to";
  }

  private Optional<Run> before() {
    return keep.runs(run.owner()).list(run.threadId(), PageRequest.oldestFirst()).items().stream()
        .filter(other -> !other.status().isFinal())
        .findFirst()
        .filter(other -> !other.id().equals(run.id()));
  }

  private String required() {
    return keep.runs(run.owner()).required(run.id()).stream()
        .map(call -> call.call().callId() + " (" + call.call().name() + ", " + call.wanted() + ")")
        .collect(Collectors.joining(", "));
  }
}
