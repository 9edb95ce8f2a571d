package io.threadkeep.samples.quickstart;

import io.threadkeep.Conversation;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.Run;
import java.time.Duration;

/** The scenario that every Assistants tutorial opens with, in the words of the README. */
final class FirstConversation {

  private FirstConversation() {}

  public static void main(String[] arguments) {
    // tag::readme[]
    try (Threadkeep keep = Threadkeep.open()) {
      Assistant geographer =
          keep.assistants()
              .create(
                  NewAssistant.named("Geography Expert")
                      .model("gpt-4.1-mini")
                      .instructions("Answer geography questions concisely."));

      Conversation chat = keep.conversations().start(Metadata.of("user_id", "u-42"));
      chat.say("What is the capital of France?");

      Run run = chat.run(geographer).await(Duration.ofMinutes(2));
      System.out.println(run.status() + ", " + run.usage().totalTokens() + " tokens");

      chat.messages()
          .forEach(message -> System.out.println(message.role() + ": " + message.text()));
    }
    // end::readme[]
  }
}
