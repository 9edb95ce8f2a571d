package io.threadkeep.samples.assistants.stream;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.StepId;
import io.threadkeep.run.Run;
import io.threadkeep.samples.assistants.view.Desk;
import io.threadkeep.samples.assistants.wire.ApiError;
import io.threadkeep.thread.ChatThread;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Streams one run to one client. */
public final class RunStreams {
  private final Pulse pulse;
  private final ScheduledExecutorService retries;

  /**
   * @param retries begins to listen anew where the storage was not to be had
   */
  public RunStreams(Pulse pulse, ScheduledExecutorService retries) {
    this.pulse = pulse;
    this.retries = retries;
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
    RunFrames frames = new RunFrames(desk, run, sink);
    frames.begin(created);
    PatientListener listener = new PatientListener(desk.runs(), run.id(), frames, retries);
    listener.listen();
    pulse.beat(client);
    return client.over().whenComplete((done, failure) -> listener.close());
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
          failure instanceof NotFoundException
              ? "The run is gone: its thread was deleted."
              : "The server had an error processing your request. The run goes on; look at it.";
      client.send(new Frame(null, "error", ApiError.server(500, words).json().toString()).bytes());
      end();
    }
  }
}
