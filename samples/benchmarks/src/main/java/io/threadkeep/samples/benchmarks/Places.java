package io.threadkeep.samples.benchmarks;

import io.threadkeep.samples.benchmarks.place.Place;
import io.threadkeep.samples.benchmarks.place.PostgresServer;
import java.util.List;

/** The places that there are on this machine. */
final class Places {

  private Places() {}

  static List<Place> withDisk() {
    return PostgresServer.isThere() ? List.of(Place.H2, Place.POSTGRESQL) : List.of(Place.H2);
  }
}
