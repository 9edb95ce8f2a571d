package io.threadkeep.kit.simulation;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.run.RequiredCall;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.StepDetails.AwaitedCall.Wanted;
import io.threadkeep.run.ToolAnswer;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Gives runs what they wait for. There are two of them, who do not know of each other; what one
 * comes too late for is not said twice.
 */
final class Owner {
  private final World world;
  private final Installation installation;

  Owner(World world, Installation installation) {
    this.world = world;
    this.installation = installation;
  }

  void answer() {
    while (true) {
      world.scheduler().sleep(untilNextSecond());
      world.auditor().known().stream()
          .filter(run -> run.status() == RunStatus.REQUIRES_ACTION)
          .forEach(this::answer);
    }
  }

  /** Both look at the same time, so that they meet. */
  private Duration untilNextSecond() {
    return Duration.ofMillis(1_000 - world.scheduler().micros() / 1_000 % 1_000);
  }

  private void answer(Run run) {
    Server server = installation.any();
    try {
      world.scheduler().within(server.host(), () -> answer(run, server));
    } catch (ThreadkeepException | SimulatedCrash e) {
      // Somebody was quicker, or it is tried again: the run still waits.
    }
  }

  private Run answer(Run run, Server server) {
    List<RequiredCall> required = server.engine().required(run);
    return server.engine().answer(run, required.stream().map(this::answer).toList());
  }

  private ToolAnswer answer(RequiredCall required) {
    String callId = required.call().callId();
    if (required.wanted() == Wanted.OUTPUT) {
      return ToolAnswer.output(callId, "the caller's answer");
    }
    return random().nextBoolean() ? ToolAnswer.approval(callId) : ToolAnswer.denial(callId, "no");
  }

  private RandomGenerator random() {
    return world.weather().random();
  }
}
