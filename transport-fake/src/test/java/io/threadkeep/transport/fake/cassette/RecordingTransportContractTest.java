package io.threadkeep.transport.fake.cassette;

import io.threadkeep.kit.ContractFor;
import io.threadkeep.kit.ModelTransportContract;
import io.threadkeep.kit.transport.TransportTrial;
import io.threadkeep.transport.ModelTransport;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;

/** While it records, a transport is still what it was. */
@ContractFor(RecordingTransport.class)
class RecordingTransportContractTest implements ModelTransportContract {
  private static final AtomicInteger TRIALS = new AtomicInteger();

  @TempDir static Path directory;

  @Override
  public TransportTrial newTrial() {
    return new RecordingTrial(directory.resolve("trial-" + TRIALS.incrementAndGet() + ".yaml"));
  }

  private static final class RecordingTrial extends ProviderTrial {
    private final Cassette cassette;
    private final ModelTransport transport;

    RecordingTrial(Path file) {
      cassette = Cassette.open(file, Tapes.RECORD);
      transport = new RecordingTransport(live, cassette);
    }

    @Override
    public ModelTransport transport() {
      return transport;
    }

    @Override
    public String secret() {
      return "";
    }

    @Override
    public void close() {
      transport.close();
      cassette.close();
    }
  }
}
