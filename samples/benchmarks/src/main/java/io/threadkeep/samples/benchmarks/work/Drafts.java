package io.threadkeep.samples.benchmarks.work;

import io.threadkeep.context.PromptSizes;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.id.IdSource;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Origin;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** What a store is handed where no engine does it; ids are drawn fast, and might be guessed. */
final class Drafts {
  private static final RandomGenerator RANDOM = () -> ThreadLocalRandom.current().nextLong();

  private final IdSource ids = new IdSource(InstantSource.system(), RANDOM);
  private final PromptSizes sizes = new PromptSizes(TokenCounter.estimating());

  IdSource ids() {
    return ids;
  }

  Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  MessageDraft question(long turn) {
    return draft(NewMessage.user(Texts.question(turn)), Origin.CALLER);
  }

  MessageDraft reply(long turn) {
    return draft(NewMessage.assistant(Texts.reply(turn)), Origin.CALLER);
  }

  MessageDraft draft(NewMessage body, Origin origin) {
    return new MessageDraft(ids.message(), body, origin, sizes.message(body.content()), now());
  }
}
