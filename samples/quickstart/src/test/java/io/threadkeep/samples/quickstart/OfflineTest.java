package io.threadkeep.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Foundations;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.message.Message;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.storage.memory.InMemoryThreadStore;
import io.threadkeep.transport.fake.FakeTransport;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** How a host tests itself, in the words of the README. */
class OfflineTest {

  @Test
  void aHostTestsItselfWithoutKeyOrNetwork() {
    // tag::offline[]
    FakeTransport fake = FakeTransport.scripted("The capital of France is Paris.");
    Foundations offline = Foundations.of(new InMemoryThreadStore(InstantSource.system()), fake);
    try (Threadkeep keep = Threadkeep.on(offline, EngineOptions.defaults())) {
      Assistant geographer = keep.assistants().create(NewAssistant.named("Geography Expert"));
      Message answer =
          keep.conversations().start().ask(geographer, "What is the capital of France?");

      assertThat(answer.text()).isEqualTo("The capital of France is Paris.");
      assertThat(fake.requests()).hasSize(1);
    }
    // end::offline[]
  }
}
