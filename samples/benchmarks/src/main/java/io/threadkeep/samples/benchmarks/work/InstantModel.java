package io.threadkeep.samples.benchmarks.work;

import io.threadkeep.context.TokenCounter;
import io.threadkeep.message.Message;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.transport.fake.FakeAnswer;
import io.threadkeep.transport.fake.FakeTransport;
import io.threadkeep.transport.fake.FakeTransportBuilder;

/**
 * The fake transport, kept from all that takes time: it answers with one piece, and takes a text's
 * length for its tokens instead of looking at each character.
 */
public final class InstantModel {
  static final String INSTRUCTIONS = "Answer concisely.";
  private static final TokenCounter BY_LENGTH = text -> text.length() / 4;

  private InstantModel() {}

  static ModelTransport transport() {
    return answering(FakeTransport.script());
  }

  /** As {@code builder} has set it up otherwise. */
  public static FakeTransport answering(FakeTransportBuilder builder) {
    return builder.counting(BY_LENGTH).otherwise(InstantModel::answer);
  }

  private static FakeAnswer answer(ModelRequest request) {
    Message question = request.messages().get(request.messages().size() - 1);
    return FakeAnswer.text(Texts.replyTo(question.text()));
  }
}
