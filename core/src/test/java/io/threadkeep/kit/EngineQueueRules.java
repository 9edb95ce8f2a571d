package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.PendingRun;
import io.threadkeep.RunRequest;
import io.threadkeep.id.Scope;
import io.threadkeep.message.NewMessage;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.run.QueueFullException;
import io.threadkeep.run.QueueFullException.Bound;
import io.threadkeep.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** ENGINE-45 to 49: many runs, few slots. */
interface EngineQueueRules extends StoreRules {

  @ContractRule("ENGINE-45")
  default void aFloodDoesNotHoldUpOthers(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    PuppetTransport transport = holdingUpTheFirst(gate);
    try (Workplace workplace =
        new Workplace(trial, trial.store(), transport, Workplace.BRISK.slots(1))) {
      List<PendingRun> runs = new ArrayList<>(ask(workplace, "flood", 40));
      gate.awaitEntered();
      for (int n = 1; n <= 10; n++) {
        runs.addAll(ask(workplace, "user " + n, 1));
      }
      gate.letGo();
      runs.forEach(Workplace::end);
      List<String> order = order(transport);
      for (int n = 1; n <= 10; n++) {
        // One of the flood was at work already; without the others this would be the n-th.
        assertThat(order.subList(1, 1 + 2 * n)).contains("user " + n + " 0");
      }
    }
  }

  @ContractRule("ENGINE-46")
  default void aFullQueueIsAnErrorThatTellsItsBound(Trial trial) {
    EngineOptions options = Workplace.options(Workplace.BRISK.slots(0));
    try (Workplace workplace =
        new Workplace(
            trial,
            trial.store(),
            PuppetTransport.answering(),
            options.queue(options.queue().maxQueuedPerUser(2).maxQueued(3)))) {
      ask(workplace, "ann", 2);
      assertThatThrownBy(() -> ask(workplace, "ann", 1))
          .isInstanceOfSatisfying(
              QueueFullException.class, e -> assertThat(e.bound()).isEqualTo(Bound.USER));
      ask(workplace, "bob", 1);
      assertThatThrownBy(() -> ask(workplace, "cleo", 1))
          .isInstanceOfSatisfying(
              QueueFullException.class, e -> assertThat(e.bound()).isEqualTo(Bound.ALL));
    }
  }

  @ContractRule("ENGINE-47")
  default void aUserHasNoMoreRunsAtWorkThanTheOptionsSay(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    PuppetTransport transport = holdingUpTheFirst(gate);
    EngineOptions options = Workplace.options(Workplace.BRISK);
    try (Workplace workplace =
        new Workplace(
            trial, trial.store(), transport, options.queue(options.queue().maxRunningPerUser(1)))) {
      PendingRun first = ask(workplace, "ann", 1).get(0);
      gate.awaitEntered();
      PendingRun second = ask(workplace, "ann", 1).get(0);
      Workplace.end(ask(workplace, "bob", 1).get(0));
      assertThat(second.get().status()).isEqualTo(RunStatus.QUEUED);
      gate.letGo();
      assertThat(Workplace.end(first).status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(Workplace.end(second).status()).isEqualTo(RunStatus.COMPLETED);
    }
  }

  @ContractRule("ENGINE-48")
  default void aSubmitDoesNotPassThoseWhoWait(Trial trial) {
    PuppetTransport transport = PuppetTransport.answering();
    try (Workplace workplace =
        new Workplace(trial, trial.store(), transport, Workplace.BRISK.slots(1))) {
      ask(workplace, "ann", 60).forEach(Workplace::end);
      assertThat(order(transport))
          .isEqualTo(IntStream.range(0, 60).mapToObj(n -> "ann " + n).toList());
    }
  }

  @ContractRule("ENGINE-49")
  default void usersGetTurnsByTheirWeights(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    PuppetTransport transport = holdingUpTheFirst(gate);
    EngineOptions options = Workplace.options(Workplace.BRISK.slots(1));
    try (Workplace workplace =
        new Workplace(
            trial,
            trial.store(),
            transport,
            options.queue(options.queue().weights(scope -> "vip".equals(scope.user()) ? 3 : 1)))) {
      List<PendingRun> runs = new ArrayList<>(ask(workplace, "first", 1));
      gate.awaitEntered();
      runs.addAll(ask(workplace, "ann", 12));
      runs.addAll(ask(workplace, "vip", 12));
      gate.letGo();
      runs.forEach(Workplace::end);
      assertThat(order(transport).subList(1, 13))
          .filteredOn(question -> question.startsWith("vip"))
          .hasSizeBetween(8, 10);
    }
  }

  /** Questions of one user, each on a thread of its own. */
  private static List<PendingRun> ask(Workplace workplace, String user, int count) {
    Scope scope = Scope.user(Scope.DEFAULT.tenant(), user);
    return IntStream.range(0, count)
        .mapToObj(
            n ->
                workplace
                    .keep()
                    .conversations(scope)
                    .start()
                    .run(
                        RunRequest.by(workplace.assistant().id())
                            .saying(NewMessage.user(user + " " + n))))
        .toList();
  }

  private static PuppetTransport holdingUpTheFirst(PuppetTransport.Gate gate) {
    AtomicBoolean later = new AtomicBoolean();
    return new PuppetTransport(
        (request, call) ->
            later.getAndSet(true)
                ? PuppetTransport.reply("Re: " + PuppetTransport.newest(request))
                : gate.pass(request, call));
  }

  private static List<String> order(PuppetTransport transport) {
    return transport.requests().stream().map(PuppetTransport::newest).toList();
  }
}
