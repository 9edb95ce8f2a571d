package io.threadkeep.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.event.EventBody;
import io.threadkeep.event.EventBody.AttemptBegun;
import io.threadkeep.event.EventBody.MessageEnded;
import io.threadkeep.event.EventBody.RefusalDelta;
import io.threadkeep.event.EventBody.StepBegun;
import io.threadkeep.event.EventBody.TextDelta;
import io.threadkeep.event.EventBody.ToolCallDelta;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.StepId;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.Samples;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Origin;
import io.threadkeep.message.Role;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunProgress;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunTimes;
import io.threadkeep.run.Usage;
import io.threadkeep.store.NewEvents;
import io.threadkeep.store.RunCommit;
import io.threadkeep.transport.ModelDelta;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunStreamTest {
  private final ManualClock clock = new ManualClock();
  private final Samples samples = new Samples(clock);
  private final List<String> news = new ArrayList<>();
  private final List<Runnable> late = new ArrayList<>();
  private final RunStream stream = stream(7);
  private final StepId step = samples.ids().step();
  private final MessageId message = samples.ids().message();

  @Test
  void piecesOfOneStrandGrowTogetherUntilTheyAreHandedOver() {
    CallStream call = stream.callBegins(step, message);
    say(call, "The ", "capital");
    stream.add(call, new ModelDelta.RefusalDelta("No"));
    say(call, " is");
    assertThat(stream.waiting())
        .hasValue(
            new NewEvents(
                7,
                List.of(
                    new AttemptBegun(1),
                    new StepBegun(step),
                    new TextDelta(message, "The capital"),
                    new RefusalDelta(message, "No"),
                    new TextDelta(message, " is"))));
    assertThat(news).containsExactly("word");
  }

  @Test
  void whatWasHandedOverStaysAsItIsUntilItIsStored() {
    CallStream call = stream.callBegins(step, message);
    say(call, "one ");
    NewEvents first = stream.waiting().orElseThrow();
    assertThat(stream.waiting()).isEmpty();
    say(call, "two ");
    stream.isNotStored();
    say(call, "three ");
    assertThat(stream.waiting()).hasValue(first);
    stream.isNotStored();
    say(call, "four ");
    assertThat(stream.waiting()).hasValue(first);
    stream.isStored(first);
    say(call, "five.");
    assertThat(stream.waiting())
        .hasValue(
            new NewEvents(first.last(), List.of(new TextDelta(message, "two three four five."))));
    assertThat(news).containsExactly("word", "stored");
  }

  @Test
  void aCommitTellsWhatIsUnderWayToo() {
    CallStream call = stream.callBegins(step, message);
    say(call, "one ");
    NewEvents underWay = stream.waiting().orElseThrow();
    say(call, "two");
    NewEvents told = stream.tell(commit("one two")).events();
    assertThat(told.after()).isEqualTo(underWay.after());
    assertThat(told.bodies())
        .containsExactly(
            new AttemptBegun(1),
            new StepBegun(step),
            new TextDelta(message, "one "),
            new TextDelta(message, "two"),
            new MessageEnded(message, null));
    stream.isStored(told);
    stream.isStored(underWay);
    assertThat(stream.tell(RunCommit.of(RunMove.COMPLETE)).events())
        .isEqualTo(new NewEvents(told.last(), List.of()));
  }

  @Test
  void aCommitThatIsRefusedHasToldNothing() {
    CallStream call = stream.callBegins(step, message);
    say(call, "one");
    NewEvents refused = stream.tell(commit("one")).events();
    NewEvents next = stream.tell(RunCommit.of(RunMove.CONFIRM_CANCEL)).events();
    assertThat(refused.bodies()).last().isEqualTo(new MessageEnded(message, null));
    assertThat(next.bodies()).isEqualTo(refused.bodies().subList(0, 3));
    // It goes with the next commit: no write of its own is worth it.
    assertThat(stream.waiting()).isEmpty();
  }

  @Test
  void whatTheTransportDidNotStreamIsToldWithTheMessage() {
    stream.callBegins(step, message);
    assertThat(stream.waiting()).isEmpty();
    List<ContentPart> parts =
        List.of(
            new ContentPart.Text("Let me look."),
            new ContentPart.ToolCall("call-1", "look", "{}"),
            new ContentPart.ToolCall("call-2", "listen", "{}"));
    assertThat(stream.tell(commit(parts)).events().bodies())
        .endsWith(
            new TextDelta(message, "Let me look."),
            new ToolCallDelta(message, 0, "call-1", "look", "{}"),
            new ToolCallDelta(message, 1, "call-2", "listen", "{}"),
            new MessageEnded(message, null));
  }

  @Test
  void aCallThatWasGivenUpSaysNothingMore() {
    CallStream first = stream.callBegins(step, message);
    say(first, "half \uD83D");
    assertThat(stream.callEnds()).containsExactly(new ContentPart.Text("half \uFFFD"));
    say(first, "late");
    MessageId next = samples.ids().message();
    CallStream second = stream.callBegins(samples.ids().step(), next);
    say(first, "later");
    say(second, "now");
    List<EventBody> bodies = stream.waiting().orElseThrow().bodies();
    assertThat(bodies)
        .filteredOn(TextDelta.class::isInstance)
        .containsExactly(new TextDelta(message, "half \uFFFD"), new TextDelta(next, "now"));
    assertThat(news).containsExactly("word", "word");
  }

  @Test
  void aCallIsToldBeforeItsFirstArgument() {
    CallStream call = stream.callBegins(step, message);
    stream.add(call, new ModelDelta.ToolCallDelta(0, "call-\u0000", "look", ""));
    stream.add(call, new ModelDelta.ToolCallDelta(1, "call-2", "listen", "{"));
    stream.add(call, new ModelDelta.ToolCallDelta(0, "", "", "{}"));
    assertThat(stream.waiting().orElseThrow().bodies())
        .endsWith(
            new ToolCallDelta(message, 0, "call-\uFFFD", "look", ""),
            new ToolCallDelta(message, 1, "call-2", "listen", "{"),
            new ToolCallDelta(message, 0, "call-\uFFFD", "look", "{}"));
    assertThat(stream.callEnds()).isEmpty();
  }

  @Test
  void whatHasBegunIsToldOnceItIsLateThoughNothingWasSaid() {
    late.get(0).run();
    assertThat(stream.waiting()).hasValue(new NewEvents(7, List.of(new AttemptBegun(1))));
    stream.isStored(new NewEvents(7, List.of(new AttemptBegun(1))));
    stream.callBegins(step, message);
    assertThat(stream.waiting()).isEmpty();
    late.get(1).run();
    assertThat(stream.waiting()).hasValue(new NewEvents(8, List.of(new StepBegun(step))));
    assertThat(news).containsExactly("word", "stored", "word");
  }

  @Test
  void whatWasToldInTimeIsNotToldAgainWhenItWouldBeLate() {
    CallStream call = stream.callBegins(step, message);
    say(call, "one");
    NewEvents told = stream.tell(commit("one")).events();
    late.get(1).run();
    stream.isStored(told);
    StepId next = samples.ids().step();
    stream.callBegins(next, samples.ids().message());
    late.get(0).run();
    late.get(1).run();
    assertThat(stream.waiting()).isEmpty();
    assertThat(news).containsExactly("word", "stored");
    late.get(2).run();
    assertThat(stream.waiting()).hasValue(new NewEvents(told.last(), List.of(new StepBegun(next))));
  }

  private void say(CallStream call, String... pieces) {
    for (String piece : pieces) {
      stream.add(call, new ModelDelta.TextDelta(piece));
    }
  }

  private RunCommit commit(String text) {
    return commit(List.of(new ContentPart.Text(text)));
  }

  private RunCommit commit(List<ContentPart> parts) {
    return RunCommit.of(RunMove.COMPLETE)
        .saying(
            new MessageDraft(
                message,
                NewMessage.of(Role.ASSISTANT, parts.toArray(ContentPart[]::new)),
                Origin.CALLER,
                1,
                clock.instant()));
  }

  private RunStream stream(long lastEvent) {
    Run run =
        new Run(
            samples.ids().run(),
            samples.ids().thread(),
            Scope.DEFAULT,
            samples.spec(),
            new RunProgress(RunStatus.IN_PROGRESS, 1, 1, 0, Usage.NONE, null, null),
            new RunTimes(clock.instant(), clock.instant(), clock.instant(), null));
    return new RunStream(
        new LeasedRun(run, new Lease(run.id(), 1), lastEvent),
        new StreamNews() {
          @Override
          public void wordIsWaiting() {
            news.add("word");
          }

          @Override
          public void hasBegun(Runnable isLate) {
            late.add(isLate);
          }

          @Override
          public void isStored(RunId id) {
            news.add("stored");
          }
        });
  }
}
