package io.threadkeep.transport.fake;

import io.threadkeep.kit.ContractFor;
import io.threadkeep.kit.ModelTransportContract;
import io.threadkeep.kit.transport.TransportTrial;

@ContractFor(FakeTransport.class)
class FakeTransportContractTest implements ModelTransportContract {

  @Override
  public TransportTrial newTrial() {
    return new FakeTrial();
  }
}
