package io.threadkeep.internal.engine;

import io.threadkeep.context.WindowManifest;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.StepId;
import java.time.Instant;

/** One model call: its step and its message have their ids from the start, for deltas to name. */
record Call(StepId step, MessageId message, WindowManifest manifest, Instant since) {}
