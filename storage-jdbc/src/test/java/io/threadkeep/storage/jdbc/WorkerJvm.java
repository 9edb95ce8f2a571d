package io.threadkeep.storage.jdbc;

import io.threadkeep.Foundations;
import io.threadkeep.Threadkeep;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.options.WorkerOptions;
import io.threadkeep.run.Usage;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A JVM that does nothing but carry out runs, until its standard input ends or it is killed. */
final class WorkerJvm {
  static final WorkerOptions WORKERS =
      WorkerOptions.defaults()
          .slots(4)
          .lease(Duration.ofSeconds(1))
          .poll(Duration.ofMillis(50))
          .grace(Duration.ofSeconds(2));

  private WorkerJvm() {}

  public static void main(String[] arguments) throws IOException {
    DatabaseAddress address = ChildJvm.address(arguments);
    try (Threadkeep keep =
        Threadkeep.on(
            Foundations.of(JdbcThreadStore.open(address.options()), new Slow()),
            EngineOptions.defaults().workers(WORKERS))) {
      System.out.println("ready");
      while (System.in.read() >= 0) {
        // Until the parent closes it.
      }
    }
  }

  /** Takes 50 ms, so that a kill has something to hit. */
  static final class Slow implements ModelTransport {

    @Override
    public ModelReply call(ModelRequest request, ModelCall call) {
      CountDownLatch cancelled = new CountDownLatch(1);
      call.onCancel(cancelled::countDown);
      try {
        if (cancelled.await(50, TimeUnit.MILLISECONDS)) {
          throw new CallCancelledException("Cancelled.", null);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      Message newest = request.messages().get(request.messages().size() - 1);
      return new ModelReply(
          List.of(new ContentPart.Text("Re: " + newest.text())),
          FinishReason.STOP,
          Usage.of(10, 5),
          "slow");
    }

    @Override
    public void close() {}
  }
}
