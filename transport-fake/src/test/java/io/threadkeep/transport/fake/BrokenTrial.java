package io.threadkeep.transport.fake;

import io.threadkeep.kit.transport.ProviderFailure;
import io.threadkeep.kit.transport.SeenPrompt;
import io.threadkeep.kit.transport.TransportTrial;
import io.threadkeep.message.ContentPart;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.util.List;

/** An honest trial of a transport that has a flaw. */
final class BrokenTrial implements TransportTrial {
  static final String SECRET = "canary-of-a-key";

  private final FakeTrial honest = new FakeTrial();
  private final ModelTransport transport;

  BrokenTrial(Flaw flaw) {
    this.transport =
        new ModelTransport() {
          @Override
          public ModelReply call(ModelRequest request, ModelCall call) {
            return flaw.call(honest.transport(), request, call);
          }

          @Override
          public void close() {
            honest.transport().close();
          }
        };
  }

  /** Makes something else of an honest call. */
  @FunctionalInterface
  interface Flaw {
    ModelReply call(ModelTransport honest, ModelRequest request, ModelCall call);
  }

  @Override
  public ModelTransport transport() {
    return transport;
  }

  @Override
  public String secret() {
    return SECRET;
  }

  @Override
  public void answers(List<ContentPart> content, FinishReason finish, Usage usage) {
    honest.answers(content, finish, usage);
  }

  @Override
  public void echoes() {
    honest.echoes();
  }

  @Override
  public void fails(ProviderFailure failure) {
    honest.fails(failure);
  }

  @Override
  public void hangs() {
    honest.hangs();
  }

  @Override
  public void answersNothing() {
    honest.answersNothing();
  }

  @Override
  public List<SeenPrompt> prompts() {
    return honest.prompts();
  }

  @Override
  public void awaitDisconnected() {
    honest.awaitDisconnected();
  }

  @Override
  public void close() {
    honest.close();
  }
}
