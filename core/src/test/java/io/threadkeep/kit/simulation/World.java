package io.threadkeep.kit.simulation;

import io.threadkeep.store.ThreadStore;

/** What all processes and people of a simulation share. */
record World(
    Scheduler scheduler,
    Weather weather,
    Ground ground,
    ThreadStore store,
    Auditor auditor,
    Findings findings,
    ToolWitness tools) {

  static World of(Swarm swarm, Ground ground, Weather weather, Findings findings) {
    Scheduler scheduler =
        new Scheduler(
            weather.random(),
            unexpected -> findings.violated(new Violation("unexpected", unexpected.toString())));
    ThreadStore store = ground.open(scheduler::instant);
    Auditor auditor = new Auditor(scheduler, store, findings, swarm.options());
    return new World(
        scheduler, weather, ground, store, auditor, findings, new ToolWitness(auditor, findings));
  }

  /** The store as {@code host} reaches it. */
  ThreadStore storeOf(Host host) {
    return ground.asSeen(new HostStore(scheduler, host, weather, auditor, findings).of(store));
  }
}
