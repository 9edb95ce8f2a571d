package io.threadkeep.transport.openai;

import io.threadkeep.run.Usage;

/** Tokens as a provider counts them. One that counts below zero is not to lower anybody's sum. */
final class Counted {

  private Counted() {}

  static Usage of(long prompt, long completion, long cached, long reasoning) {
    return new Usage(
        Math.max(0, prompt), Math.max(0, completion), Math.max(0, cached), Math.max(0, reasoning));
  }
}
