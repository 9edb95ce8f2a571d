package io.threadkeep.transport.fake.cassette;

import io.threadkeep.kit.ContractFor;
import io.threadkeep.kit.ModelTransportContract;
import io.threadkeep.kit.transport.TransportTrial;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelDelta;
import io.threadkeep.transport.ModelException;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was recorded comes back as the contract wants it. Each call is recorded first, without being
 * heard, and then replayed from its file. A call that hangs is never more than recorded.
 */
@ContractFor(ReplayingTransport.class)
class ReplayingTransportContractTest implements ModelTransportContract {
  private static final AtomicInteger FILES = new AtomicInteger();

  @TempDir static Path directory;

  @Override
  public TransportTrial newTrial() {
    return new ReplayingTrial();
  }

  private static final class ReplayingTrial extends ProviderTrial {
    private final ModelTransport transport = new RecordedFirst(live);

    @Override
    public ModelTransport transport() {
      return transport;
    }

    @Override
    public String secret() {
      return "sk-trial-0123456789abcdef";
    }

    @Override
    public void close() {
      transport.close();
    }
  }

  private record RecordedFirst(LiveModel live) implements ModelTransport {

    @Override
    public ModelReply call(ModelRequest request, ModelCall call) {
      Path file = directory.resolve("call-" + FILES.incrementAndGet() + ".yaml");
      try (Cassette cassette = Cassette.open(file, Tapes.RECORD)) {
        new RecordingTransport(live, cassette).call(request, new Unheard(call));
      } catch (CallCancelledException e) {
        throw e;
      } catch (ModelException e) {
        // To be heard when it is replayed.
      }
      try (Cassette cassette = Cassette.open(file)) {
        return new ReplayingTransport(cassette).call(request, call);
      }
    }

    @Override
    public void close() {
      live.close();
    }
  }

  /** Can be cancelled, and lets nothing through. */
  private record Unheard(ModelCall call) implements ModelCall {

    @Override
    public void emit(ModelDelta delta) {}

    @Override
    public void onCancel(Runnable stop) {
      call.onCancel(stop);
    }

    @Override
    public boolean isCancelled() {
      return call.isCancelled();
    }
  }
}
