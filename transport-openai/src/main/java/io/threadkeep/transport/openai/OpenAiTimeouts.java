package io.threadkeep.transport.openai;

import java.time.Duration;

/**
 * How long the provider may be silent.
 *
 * @param firstWord before the first piece of an answer, and wherever the provider says that the
 *     model is reasoning: then it says nothing for long
 * @param gap from then on
 */
public record OpenAiTimeouts(Duration connect, Duration firstWord, Duration gap) {

  public static OpenAiTimeouts defaults() {
    return new OpenAiTimeouts(
        Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofSeconds(60));
  }

  public OpenAiTimeouts withConnect(Duration newConnect) {
    return new OpenAiTimeouts(newConnect, firstWord, gap);
  }

  public OpenAiTimeouts withFirstWord(Duration newFirstWord) {
    return new OpenAiTimeouts(connect, newFirstWord, gap);
  }

  public OpenAiTimeouts withGap(Duration newGap) {
    return new OpenAiTimeouts(connect, firstWord, newGap);
  }
}
