package io.threadkeep.kit.simulation;

import java.util.random.RandomGenerator;

/** What goes wrong, as the seed draws it; nothing any more once it has calmed down. */
final class Weather {
  private final RandomGenerator random;
  private Swarm.Rates rates;
  private boolean calm;

  Weather(RandomGenerator random, Swarm.Rates rates) {
    this.random = random;
    this.rates = rates;
  }

  RandomGenerator random() {
    return random;
  }

  Swarm.Rates rates() {
    return rates;
  }

  void calmDown() {
    rates = Swarm.Rates.NONE;
    calm = true;
  }

  boolean isCalm() {
    return calm;
  }

  /** Whether something that happens in {@code percent} of cases happens now. */
  boolean strikes(int percent) {
    return percent > 0 && random.nextInt(100) < percent;
  }
}
