package io.threadkeep.samples.assistants.stream;

import io.threadkeep.event.Listening;
import io.threadkeep.event.RunEvent;
import io.threadkeep.event.RunListener;
import io.threadkeep.id.StepId;
import io.threadkeep.run.Run;
import io.threadkeep.samples.assistants.view.Desk;
import io.threadkeep.samples.assistants.wire.ApiError;
import io.threadkeep.thread.ChatThread;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Streams one run to one client. */
public final class RunStreams {
  private final InstantSource clock;
  private final Pulse pulse;

  public RunStreams(InstantSource clock, Pulse pulse) {
    this.clock = clock;
    this.pulse = pulse;
  }

  /**
   * Where to begin.
   *
   * @param after the last frame that the client has seen
   * @param answered the step whose outputs it has just handed in: what comes before is old news;
   *     null for a stream from the beginning
   * @param through whether it goes on where the run has waited for outputs and has them by now
   */
  public record From(Place after, @Nullable StepId answered, boolean through) {
    public static final From BEGINNING = new From(Place.BEGINNING, null, false);

    /** What follows the outputs that a client has just handed in. */
    public static From outputsOf(StepId answered) {
      return new From(Place.BEGINNING, answered, false);
    }

    /** All that a client has not seen. */
    public static From behind(Place last) {
      return new From(last, null, true);
    }
  }

  /**
   * Writes until the run ends or waits for its owner, or the client goes away, which stops no run.
   *
   * @param created the thread that was made for the run, if one was
   * @return done when nothing more is written
   */
  public CompletableFuture<Void> stream(
      Desk desk, Run run, @Nullable ChatThread created, From from, OutputStream out) {
    ClientStream client = new ClientStream(out);
    FromThere sink = new FromThere(from, client);
    RunFrames frames = new RunFrames(desk, run, clock, sink);
    frames.begin(created);
    Listening listening = desk.runs().listen(run.id(), 0, guarded(frames, sink));
    pulse.beat(client);
    return client.over().whenComplete((done, failure) -> listening.close());
  }

  /** What goes wrong while an event is told ends the stream, instead of leaving it open. */
  private static RunListener guarded(RunFrames frames, FrameSink sink) {
    return new RunListener() {
      @Override
      public void onEvent(RunEvent event) {
        try {
          frames.onEvent(event);
          event.body().tell(frames);
        } catch (RuntimeException e) {
          sink.fail(e);
        }
      }

      @Override
      public void onFailure(Throwable failure) {
        sink.fail(failure);
      }
    };
  }

  /** Passes over what the client knows. */
  private static final class FromThere implements FrameSink {
    private final From from;
    private final ClientStream client;
    private boolean behindAnswer;

    FromThere(From from, ClientStream client) {
      this.from = from;
      this.client = client;
      this.behindAnswer = from.answered() == null;
    }

    @Override
    public void frame(Frame frame) {
      if (behindAnswer && (frame.place() == null || frame.place().compareTo(from.after()) > 0)) {
        client.send(frame.bytes());
      }
    }

    @Override
    public void actionRequired(StepId step, boolean stillWaits) {
      if (!behindAnswer) {
        behindAnswer = step.equals(from.answered());
      } else if (stillWaits || !from.through()) {
        end();
      }
    }

    @Override
    public void end() {
      client.send(Frame.done().bytes());
      client.end();
    }

    @Override
    public void fail(Throwable failure) {
      String words =
          "The server had an error processing your request. The run goes on; look at it.";
      client.send(new Frame(null, "error", ApiError.server(500, words).json().toString()).bytes());
      end();
    }
  }
}
