package io.threadkeep.transport.fake.config;

import io.threadkeep.context.TokenCounter;
import io.threadkeep.transport.fake.Babbler;
import io.threadkeep.transport.fake.FailuresOnCue;
import io.threadkeep.transport.fake.FakeTransport;
import io.threadkeep.transport.fake.FakeTransportBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A script as it was read: what to tell the builder, how to end it, and what is to fail. */
record ReadScript(
    List<Consumer<FakeTransportBuilder>> told,
    Otherwise otherwise,
    Consumer<FailuresOnCue> failures,
    long seed) {
  private static final long SEED = 1;

  enum Otherwise {
    FAIL,
    ECHO,
    BABBLE
  }

  /** What is wrong is noted in the section. */
  static ReadScript read(Section file) {
    long seed = file.number("seed", Long.MIN_VALUE, Long.MAX_VALUE).orElse(SEED);
    Otherwise otherwise = file.oneOf("otherwise", Otherwise.class).orElse(Otherwise.FAIL);
    List<Consumer<FakeTransportBuilder>> told = new ArrayList<>();
    file.duration("latency").ifPresent(time -> told.add(builder -> builder.latency(time)));
    file.duration("gap").ifPresent(time -> told.add(builder -> builder.gap(time)));
    file.number("piece-size", 1, Integer.MAX_VALUE)
        .ifPresent(size -> told.add(builder -> builder.piecesOf(size.intValue())));
    Consumer<FakeTransportBuilder> times = LineReader.times(file, builder -> {});
    file.sections("lines").forEach(line -> told.add(LineReader.read(line, seed, times)));
    Consumer<FailuresOnCue> failures = FailureReader.read(file, seed);
    file.refuseUnknownKeys();
    return new ReadScript(told, otherwise, failures, seed);
  }

  FakeTransport transport(TokenCounter counter) {
    FakeTransportBuilder builder = FakeTransport.script().counting(counter);
    told.forEach(part -> part.accept(builder));
    FakeTransport transport =
        switch (otherwise) {
          case FAIL -> builder.otherwiseFail();
          case ECHO -> builder.otherwiseEcho();
          case BABBLE -> builder.otherwise(new Babbler(seed));
        };
    failures.accept(transport.failures());
    return transport;
  }
}
