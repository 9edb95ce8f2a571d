package io.threadkeep.transport;

import io.threadkeep.context.ModelLimits;

/**
 * Carries one prompt to a model and its answer back. Safe for use by many threads.
 *
 * <ol>
 *   <li>M1. {@link #call} blocks until the answer is whole, and returns it; what it emits on the
 *       way adds up to what it returns.
 *   <li>M2. The whole window is sent each time; nothing of the conversation stays with the
 *       provider.
 *   <li>M3. It does not retry: when to try again is the engine's to decide. Each failure is one
 *       {@link ModelException}.
 *   <li>M4. An answer that ends without its proper end is {@link TruncatedAnswerException}, never a
 *       reply.
 *   <li>M5. When the call is cancelled it returns promptly with {@link CallCancelledException} and
 *       closes its connection.
 *   <li>M6. No key appears in a message, a log or {@code toString}.
 *   <li>M7. A request it has no answer for is an error, never an invented reply.
 * </ol>
 */
public interface ModelTransport extends AutoCloseable {

  /**
   * @throws ModelException if there is no answer; its subtype says why, and whether to try again
   */
  ModelReply call(ModelRequest request, ModelCall call);

  /** What this transport knows of the models it reaches. */
  default ModelLimits limits() {
    return ModelLimits.unknown();
  }

  /** Releases connections; calls under way fail. */
  @Override
  void close();
}
