package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.store.RunCommit;
import io.threadkeep.thread.ChatThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * LOG-1 to LOG-8: appending.
 *
 * <ol>
 *   <li>Positions are 1, 2, 3 … over all appends, in the order of the drafts.
 *   <li>An append stores all of its drafts or none.
 *   <li>Two appends at once keep all messages, each batch together and in order.
 *   <li>So do 64 writers.
 *   <li>The same ids again give the first result; some of them with others are refused.
 *   <li>Nothing is appended to a thread that is not there.
 *   <li>A message never changes.
 *   <li>A thread's positions are its own.
 * </ol>
 */
interface LogAppendRules extends StoreRules {

  @ContractRule("LOG-1")
  default void positionsAreDenseFromOne(Trial trial) {
    ChatThread thread = trial.startThread();
    List<Message> returned = new ArrayList<>(trial.say(thread, "one"));
    returned.addAll(trial.say(thread, "two", "three", "four"));
    returned.addAll(trial.say(thread, "five", "six"));
    assertThat(returned).extracting(Message::position).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(returned)
        .extracting(Message::text)
        .containsExactly("one", "two", "three", "four", "five", "six");
    assertThat(trial.log(thread)).isEqualTo(returned);
  }

  @ContractRule("LOG-2")
  default void aBatchIsAppendedAsAWholeOrNotAtAll(Trial trial) {
    MessageDraft taken = trial.samples().draft("already elsewhere");
    trial.append(trial.startThread(), List.of(taken));
    ChatThread thread = trial.startThread();
    trial.say(thread, "before");
    MessageDraft good = trial.samples().draft("good");

    assertThatThrownBy(() -> trial.append(thread, List.of(good, taken)))
        .isInstanceOf(ThreadkeepException.class);

    assertThat(trial.log(thread)).extracting(Message::text).containsExactly("before");
    assertThat(trial.store().messages().find(thread.owner(), thread.id(), good.id())).isEmpty();
    assertThat(trial.reread(thread).messageCount()).isEqualTo(1);
    assertThat(trial.say(thread, "after").get(0).position()).isEqualTo(2);
  }

  @ContractRule("LOG-3")
  default void twoParallelAppendsKeepAllMessagesInOrder(Trial trial) {
    ChatThread thread = trial.startThread();
    for (long before = 0; before < 800; before += 4) {
      List<MessageDraft> left = trial.samples().drafts("left question", "left answer");
      List<MessageDraft> right = trial.samples().drafts("right question", "right answer");
      List<List<Message>> both =
          Race.values(
              Race.between(() -> trial.append(thread, left), () -> trial.append(thread, right)));
      assertThat(both.get(0)).extracting(Message::draft).isEqualTo(left);
      assertThat(both.get(1)).extracting(Message::draft).isEqualTo(right);
      assertThat(both)
          .extracting(batch -> batch.stream().map(Message::position).toList())
          .containsExactlyInAnyOrder(
              List.of(before + 1, before + 2), List.of(before + 3, before + 4));
    }
    assertThat(trial.log(thread))
        .extracting(Message::position)
        .isEqualTo(LongStream.rangeClosed(1, 800).boxed().toList());
  }

  @ContractRule("LOG-4")
  default void sixtyFourWritersLeaveOneThousandDensePositions(Trial trial) {
    ChatThread thread = trial.startThread();
    List<List<MessageDraft>> shares =
        IntStream.range(0, 64)
            .mapToObj(w -> trial.samples().numbered("writer " + w + " ", w < 40 ? 16 : 15))
            .toList();
    List<Callable<List<Message>>> writers = new ArrayList<>();
    for (List<MessageDraft> share : shares) {
      writers.add(
          () -> share.stream().map(draft -> trial.append(thread, List.of(draft)).get(0)).toList());
    }
    List<List<Message>> written = Race.values(Race.among(writers));

    List<Message> log = trial.log(thread);
    assertThat(log)
        .extracting(Message::position)
        .isEqualTo(LongStream.rangeClosed(1, 1_000).boxed().toList());
    assertThat(log)
        .containsExactlyInAnyOrderElementsOf(written.stream().flatMap(List::stream).toList());
    assertThat(written).allSatisfy(own -> assertThat(own).extracting(Message::position).isSorted());
  }

  @ContractRule("LOG-5")
  default void theSameIdsAgainReturnTheFirstResult(Trial trial) {
    ChatThread thread = trial.startThread();
    List<MessageDraft> drafts = trial.samples().drafts("one", "two");
    List<Message> first = trial.append(thread, drafts);
    trial.say(thread, "three");
    assertThat(trial.append(thread, drafts)).isEqualTo(first);
    List<MessageDraft> mixed = List.of(drafts.get(0), trial.samples().draft("new"));
    assertThatThrownBy(() -> trial.append(thread, mixed)).isInstanceOf(ThreadkeepException.class);
    assertThat(trial.log(thread)).hasSize(3);
  }

  @ContractRule("LOG-6")
  default void nothingIsAppendedToAThreadThatIsNotThere(Trial trial) {
    ThreadId missing = trial.samples().ids().thread();
    List<MessageDraft> drafts = trial.samples().drafts("to nobody");
    Missing.assertThrown(
        "thread",
        missing,
        () -> trial.store().messages().append(Scopes.ANN, missing, drafts, null));
  }

  @ContractRule("LOG-7")
  default void aMessageNeverChanges(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    ChatThread thread =
        trial.store().threads().find(Scopes.ANN, leased.run().threadId()).orElseThrow();
    List<Message> first = trial.log(thread);
    trial.pass(Samples.LEASE.dividedBy(2));
    trial.say(thread, "meanwhile");
    trial.store().threads().replaceMetadata(Scopes.ANN, thread.id(), Metadata.of("a", "b"));
    trial.commit(leased, RunCommit.of(RunMove.COMPLETE).saying(trial.samples().draft("the reply")));
    assertThat(trial.log(thread)).startsWith(first.toArray(Message[]::new)).hasSize(3);
    assertThat(first)
        .allSatisfy(
            message ->
                assertThat(trial.store().messages().find(Scopes.ANN, thread.id(), message.id()))
                    .contains(message));
  }

  @ContractRule("LOG-8")
  default void aThreadsPositionsAreItsOwn(Trial trial) {
    List<ChatThread> threads = Stream.generate(trial::startThread).limit(3).toList();
    for (int round = 1; round <= 3; round++) {
      for (ChatThread thread : threads) {
        assertThat(trial.say(thread, thread.id().value()).get(0).position()).isEqualTo(round);
      }
    }
    assertThat(threads)
        .allSatisfy(
            thread ->
                assertThat(trial.log(thread))
                    .hasSize(3)
                    .allSatisfy(
                        message -> {
                          assertThat(message.threadId()).isEqualTo(thread.id());
                          assertThat(message.text()).isEqualTo(thread.id().value());
                        }));
  }
}
