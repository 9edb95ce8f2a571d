package io.threadkeep.storage.memory;

import io.threadkeep.store.Allowance;
import io.threadkeep.store.GateLimit;
import io.threadkeep.store.ModelGates;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How fast models may be called. */
final class InMemoryModelGates implements ModelGates {
  private final Memory memory;

  InMemoryModelGates(Memory memory) {
    this.memory = memory;
  }

  @Override
  public Duration enter(String model, GateLimit limit, long tokens) {
    return memory.transaction(
        () -> {
          Instant now = memory.now();
          if (!memory.isOpen(model, now)) {
            return Duration.between(now, gate(model).closedUntil());
          }
          Allowance left = left(model, limit, now);
          Duration wait = left.wait(limit, tokens);
          if (wait.isZero()) {
            keep(model, left.spent(limit, tokens));
          }
          return wait;
        });
  }

  @Override
  public void settle(String model, GateLimit limit, long tokens) {
    memory.transaction(() -> keep(model, left(model, limit, memory.now()).settled(limit, tokens)));
  }

  @Override
  public void close(String model, Duration delay) {
    memory.transaction(
        () -> {
          HeldGate gate = gate(model);
          Instant until = memory.now().plus(delay);
          return until.isAfter(gate.closedUntil())
              ? memory.gates().put(model, new HeldGate(until, gate.allowance()))
              : gate;
        });
  }

  @Override
  public Map<String, Duration> closed() {
    return memory.transaction(
        () -> {
          Instant now = memory.now();
          Map<String, Duration> closed = new LinkedHashMap<>();
          memory
              .gates()
              .forEach(
                  (model, gate) -> {
                    if (gate.closedUntil().isAfter(now)) {
                      closed.put(model, Duration.between(now, gate.closedUntil()));
                    }
                  });
          return closed;
        });
  }

  private HeldGate gate(String model) {
    return memory.gates().getOrDefault(model, new HeldGate(Instant.EPOCH, null));
  }

  private Allowance left(String model, GateLimit limit, Instant now) {
    Allowance last = gate(model).allowance();
    return last == null ? Allowance.whole(limit, now) : last.refilled(limit, now);
  }

  private Allowance keep(String model, Allowance left) {
    memory.gates().put(model, new HeldGate(gate(model).closedUntil(), left));
    return left;
  }
}
