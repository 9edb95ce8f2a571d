package io.threadkeep.storage.memory;

import io.threadkeep.id.Scope;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.Samples;
import io.threadkeep.message.MessageDraft;
import java.time.Instant;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** The store's own log without the store's lock around it: what Lincheck must find. */
@Param(name = "message", gen = IntGen.class, conf = "0:3")
public final class UnlockedLog {
  private static final Instant NOW = Instant.EPOCH;
  private static final Samples SAMPLES = new Samples(new ManualClock());
  private static final List<MessageDraft> MESSAGES = SAMPLES.numbered("message ", 4);

  private final HeldThread thread = new HeldThread(SAMPLES.thread(Scope.DEFAULT));

  @Operation
  public long append(@Param(name = "message") int message) {
    return thread.append(List.of(MESSAGES.get(message)), NOW).get(0).position();
  }

  @Operation
  public long read() {
    return thread.shown().messageCount();
  }
}
