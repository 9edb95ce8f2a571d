package io.threadkeep.transport.fake.junit;

import io.threadkeep.Foundations;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.transport.fake.FakeTransport;
import io.threadkeep.transport.fake.FakeTransportBuilder;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * How the Threadkeep of a test is made.
 *
 * @param script what the model says
 * @param foundations what is changed in what it stands on
 * @param running whether its worker is at work all the time
 * @param allowed what the test may leave behind
 */
record Recipe(
    Function<FakeTransportBuilder, FakeTransport> script,
    UnaryOperator<Foundations> foundations,
    EngineOptions options,
    boolean running,
    Set<Leftover> allowed) {

  /** Nobody waits at the end of a test for runs that it has left behind. */
  private static final EngineOptions OPTIONS =
      EngineOptions.defaults().workers(EngineOptions.defaults().workers().grace(Duration.ZERO));

  static final Recipe PLAIN =
      new Recipe(
          FakeTransportBuilder::otherwiseEcho,
          UnaryOperator.identity(),
          OPTIONS,
          false,
          EnumSet.noneOf(Leftover.class));

  Recipe script(Function<FakeTransportBuilder, FakeTransport> newScript) {
    return new Recipe(newScript, foundations, options, running, allowed);
  }

  /** After what is changed already. */
  Recipe changing(UnaryOperator<Foundations> change) {
    return new Recipe(script, on -> change.apply(foundations.apply(on)), options, running, allowed);
  }

  Recipe options(EngineOptions newOptions) {
    return new Recipe(script, foundations, newOptions, running, allowed);
  }

  Recipe withRunningWorker() {
    return new Recipe(script, foundations, options, true, allowed);
  }

  /** Besides what is allowed already. */
  Recipe allowing(Set<Leftover> more) {
    Set<Leftover> all = EnumSet.noneOf(Leftover.class);
    all.addAll(allowed);
    all.addAll(more);
    return new Recipe(script, foundations, options, running, all);
  }
}
