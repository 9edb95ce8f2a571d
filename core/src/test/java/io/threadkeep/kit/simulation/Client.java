package io.threadkeep.kit.simulation;

import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.error.Retryable;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.internal.engine.TakenRun;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.options.QueueOptions;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunSpec;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.store.Admission;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.SubmittedRun;
import io.threadkeep.tool.ToolChoice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Talks to one thread: asks, mostly waits for the end, asks again. Does not give up on an answer
 * that it did not get, and asks for it with the same ids.
 */
final class Client {
  static final String POISON = "poison";

  private final World world;
  private final Installation installation;
  private final Swarm swarm;
  private final Scope scope;
  private final ThreadId thread;
  private final String name;
  private final List<RunId> asked = new ArrayList<>();

  Client(
      World world,
      Installation installation,
      Swarm swarm,
      Scope scope,
      ThreadId thread,
      String name) {
    this.world = world;
    this.installation = installation;
    this.swarm = swarm;
    this.scope = scope;
    this.thread = thread;
    this.name = name;
  }

  void talk() {
    for (int i = 1; i <= swarm.runsPerThread() && !world.weather().isCalm(); i++) {
      sleepUpTo(5_000);
      ask(Canary.of(thread) + " " + name + " asks " + i);
    }
    asked.forEach(this::awaitEnd);
  }

  private void ask(String question) {
    boolean poisoned = world.weather().strikes(swarm.poison());
    String text = poisoned ? question + " " + POISON : question;
    Server first = installation.any();
    RunId id = first.ids().run();
    RunSubmission submission =
        new RunSubmission(
            id,
            thread,
            List.of(first.drafts().said(NewMessage.user(text))),
            spec(first, id),
            world.scheduler().instant(),
            Swarm.RUN_TIME,
            admission(),
            null,
            null);
    TakenRun taken = insist(server -> server.engine().submit(scope, submission));
    if (taken == null) {
      return;
    }
    SubmittedRun submitted = taken.submitted();
    world.auditor().accepted(thread, text);
    if (submitted.interrupted() != null) {
      world.auditor().cancelAccepted(submitted.interrupted());
    }
    // Its own, or the one that it has joined.
    RunId run = submitted.run().id();
    asked.add(run);
    if (world.weather().strikes(world.weather().rates().cancel())) {
      cancelLater(run);
    }
    if (world.weather().random().nextInt(4) == 0) {
      saySomethingElse(question);
    }
    if (world.weather().random().nextInt(3) > 0) {
      awaitEnd(run);
    }
  }

  private Admission admission() {
    QueueOptions queue = swarm.options().queue();
    return new Admission(
        whenBusy(), queue.weights().of(scope), queue.maxQueuedPerUser(), queue.maxQueued());
  }

  private WhenBusy whenBusy() {
    if (world.weather().strikes(world.weather().rates().cancel())) {
      return WhenBusy.INTERRUPT;
    }
    return switch (world.weather().random().nextInt(3)) {
      case 0 -> WhenBusy.REJECT;
      case 1 -> WhenBusy.ENQUEUE;
      default -> WhenBusy.MERGE;
    };
  }

  private RunSpec spec(Server server, RunId id) {
    return new RunSpec(
        server.ids().assistant(),
        id.value(),
        ModelSettings.of(ScriptedModel.MODEL),
        ScriptedTool.OFFERED,
        new ToolChoice.Auto(),
        "last-messages(20)",
        Metadata.EMPTY);
  }

  /** Behind the end of the window of the run under way. */
  private void saySomethingElse(String question) {
    String text = question + ", and something else";
    MessageDraft draft = installation.any().drafts().said(NewMessage.user(text));
    sleepUpTo(2_000);
    if (insist(server -> server.store().messages().append(scope, thread, List.of(draft), null))
        != null) {
      world.auditor().accepted(thread, text);
    }
  }

  private void cancelLater(RunId id) {
    Scheduler scheduler = world.scheduler();
    scheduler.start(
        scheduler.outside(),
        name + " cancels",
        Duration.ofMillis(world.weather().random().nextInt(6_000)),
        () -> {
          Run cancelled = insist(server -> server.engine().cancel(scope, id));
          if (cancelled != null) {
            world.auditor().cancelAccepted(cancelled);
          }
        });
  }

  private void awaitEnd(RunId id) {
    for (Run run = world.auditor().now(id); run != null && !run.status().isFinal(); ) {
      world.scheduler().sleep(Duration.ofSeconds(1));
      run = world.auditor().now(id);
    }
  }

  /** Null if what is asked for cannot be had any more. */
  private <T> @Nullable T insist(Function<Server, T> asked) {
    while (true) {
      Server server = installation.any();
      try {
        return world.scheduler().within(server.host(), () -> asked.apply(server));
      } catch (NotFoundException deleted) {
        return null;
      } catch (ActiveRunException busy) {
        if (world.weather().isCalm()) {
          return null;
        }
      } catch (ThreadkeepException e) {
        if (!(e instanceof Retryable)) {
          throw e;
        }
      } catch (SimulatedCrash serverDied) {
        // So will this client, at its next step, if it is the end of everything.
      }
      sleepUpTo(1_500);
    }
  }

  private void sleepUpTo(int millis) {
    world.scheduler().sleep(Duration.ofMillis(world.weather().random().nextInt(millis)));
  }
}
