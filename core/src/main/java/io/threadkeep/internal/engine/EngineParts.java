package io.threadkeep.internal.engine;

import io.threadkeep.context.TokenCounter;
import io.threadkeep.internal.time.Alarms;
import io.threadkeep.internal.time.MonotonicClock;
import io.threadkeep.internal.time.Pause;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.tool.ToolBox;
import io.threadkeep.transport.ModelTransport;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What the engine stands on: the two SPIs, and everything that is not the same on every run of a
 * test.
 */
public record EngineParts(
    ThreadStore store,
    ModelTransport transport,
    ToolBox tools,
    TokenCounter tokens,
    InstantSource clock,
    RandomGenerator random,
    MonotonicClock monotonic,
    Pause pause,
    Alarms alarms) {}
