package io.threadkeep.transport.fake;

import static org.assertj.core.api.Assertions.catchThrowable;

import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;

/** Calls that nobody listens to. */
public final class Asking {

  private Asking() {}

  public static ModelReply ask(FakeTransport fake, ModelRequest request) {
    return fake.call(request, ModelCall.unobserved());
  }

  /** The text of the answer. */
  public static String say(FakeTransport fake, String question) {
    return text(ask(fake, Prompts.asking(question)));
  }

  public static Throwable failure(FakeTransport fake, String question) {
    return catchThrowable(() -> ask(fake, Prompts.asking(question)));
  }

  public static String text(ModelReply reply) {
    return ((ContentPart.Text) reply.content().get(0)).text();
  }

  /** The request after a tool was called and has answered. */
  public static ModelRequest withResult(String question, String tool, String output) {
    return Prompts.of(
        "",
        NewMessage.user(question),
        NewMessage.of(Role.ASSISTANT, new ContentPart.ToolCall("call_1", tool, "{}")),
        Prompts.result("call_1", output));
  }
}
