package io.threadkeep;

import io.threadkeep.assistant.SettingsOverrides;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.RunBudget;
import io.threadkeep.store.IdempotencyKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request for a run is known again by. */
final class RunKey {

  private RunKey() {}

  /** Null for a request without a key. */
  static @Nullable IdempotencyKey of(ThreadId thread, RunRequest request) {
    return key(request, "run", thread);
  }

  /** Of a thread that begins with the run. Null for a request without a key. */
  static @Nullable IdempotencyKey ofThread(Metadata thread, RunRequest request) {
    return key(request, "start-run", thread);
  }

  private static @Nullable IdempotencyKey key(RunRequest request, String operation, Object thread) {
    RunOverrides overrides = request.overrides();
    List<@Nullable Object> body = new ArrayList<>();
    body.add(thread);
    body.add(request.assistantId());
    body.add(request.messages());
    body.add(request.metadata());
    body.add(overrides.settings().model());
    body.add(overrides.instructions());
    body.add(overrides.additionalInstructions());
    body.add(overrides.context() == null ? null : overrides.context().spec());
    body.add(request.whenBusy());
    // What is newer than the first keys is in them only where it is used, so that a request that is
    // repeated after an update has the key that it had before.
    if (!overrides.budget().equals(RunBudget.NONE)) {
      body.add(overrides.budget());
    }
    SettingsOverrides settings = overrides.settings();
    if (!settings.model(null).equals(SettingsOverrides.NONE)) {
      body.add(settings);
    }
    if (overrides.tools() != null) {
      body.add(overrides.tools());
    }
    if (overrides.toolChoice() != null) {
      body.add(overrides.toolChoice());
    }
    return Fingerprint.key(request.idempotencyKey(), operation, body.toArray());
  }
}
