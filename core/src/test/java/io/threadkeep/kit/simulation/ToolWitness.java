package io.threadkeep.kit.simulation;

import io.threadkeep.tool.ToolCallInfo;
import io.threadkeep.tool.UnknownOutcome;
import java.util.HashMap;
import java.util.Map;

/** Remembers what tools have done in the world outside, which nothing takes back. */
final class ToolWitness {
  private record Done(String key, int times) {}

  private final Auditor auditor;
  private final Findings findings;
  private final Map<String, Done> calls = new HashMap<>();

  ToolWitness(Auditor auditor, Findings findings) {
    this.auditor = auditor;
    this.findings = findings;
  }

  void carriedOut(ToolCallInfo call, UnknownOutcome policy) {
    Done before = calls.get(call.callId());
    int times = before == null ? 1 : before.times() + 1;
    calls.put(call.callId(), new Done(call.idempotencyKey(), times));
    if (before == null) {
      return;
    }
    if (policy != UnknownOutcome.REPEAT) {
      auditor.violated("ledger", call.callId() + " was carried out again, which nobody allowed");
    } else if (!before.key().equals(call.idempotencyKey())) {
      auditor.violated("ledger", call.callId() + " was carried out again with another key");
    }
    findings.cover(Coverage.TOOL_REPEATED);
  }
}
