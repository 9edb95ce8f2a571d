package io.threadkeep.kit.transport;

import io.threadkeep.message.ContentPart;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelTransport;
import java.util.List;

/**
 * A transport together with a provider that does as it is told: each {@code …s} method says what
 * the provider does with the requests that come next, until it is told otherwise.
 */
public interface TransportTrial extends AutoCloseable {

  ModelTransport transport();

  /** It answers this; it counts {@code usage} tokens if it may count as it likes. */
  void answers(List<ContentPart> content, FinishReason finish, Usage usage);

  /** It answers each request with a text that contains the newest user message. */
  void echoes();

  void fails(ProviderFailure failure);

  /** It takes the request and says nothing more. */
  void hangs();

  /** It gives something that is neither an answer nor an error, as far as this provider can. */
  void answersNothing();

  /** What the provider was sent since the trial began, oldest first, read from the wire. */
  List<SeenPrompt> prompts();

  /** A key or password that the transport uses and must not tell; empty if it has none. */
  String secret();

  /**
   * Waits until the provider has no connection of a call open any more.
   *
   * @throws AssertionError if that takes longer than some seconds
   */
  void awaitDisconnected();

  /** Closes the transport too. */
  @Override
  void close();
}
