package io.threadkeep.transport.openai;

import io.threadkeep.kit.ContractFor;
import io.threadkeep.kit.ModelTransportContract;
import io.threadkeep.kit.transport.TransportTrial;

@ContractFor(OpenAiTransport.class)
class ResponsesContractTest implements ModelTransportContract {

  @Override
  public TransportTrial newTrial() {
    return new OpenAiTrial(new ResponsesWire());
  }
}
