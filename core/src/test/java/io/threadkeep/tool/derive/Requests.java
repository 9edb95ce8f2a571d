package io.threadkeep.tool.derive;

import io.threadkeep.id.IdSource;
import io.threadkeep.id.Scope;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.tool.ToolCallInfo;
import io.threadkeep.tool.ToolRequest;
import java.time.Duration;
import java.util.Random;

/** Requests that differ in their arguments alone. */
final class Requests {
  private static final IdSource IDS = new IdSource(new ManualClock(), new Random(11));
  private static final ToolCallInfo CALL =
      new ToolCallInfo(Scope.user("acme", "u-7"), IDS.thread(), IDS.run(), "call_1", "key-1");

  private Requests() {}

  static ToolRequest with(String arguments) {
    return new ToolRequest(arguments, CALL, 1, Duration.ofSeconds(30), () -> false);
  }
}
