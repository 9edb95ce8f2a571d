package io.threadkeep.transport.openai;

import io.threadkeep.context.TokenCounter;
import io.threadkeep.wiring.Settings;

/** Chooses how tokens are counted. */
final class TokenSettings {
  private static final String COUNTER = OpenAiSettings.SECTION + "tokens.counter";
  private static final String MODEL = OpenAiSettings.SECTION + "tokens.model";

  /** How well. */
  private enum Counting {
    ESTIMATE,
    EXACT
  }

  private TokenSettings() {}

  static TokenCounter read(Settings settings, OpenAiModels models) {
    Counting counting = settings.oneOf(COUNTER, Counting.class);
    String model = settings.text(MODEL);
    if (counting == Counting.ESTIMATE) {
      return TokenCounter.estimating();
    }
    OpenAiTokenizer tokenizer = models.find(model).map(OpenAiModel::tokenizer).orElse(null);
    if (tokenizer == null) {
      settings.problem(MODEL, model, "a model whose tokenizer is given in " + ModelSections.OWN);
      return TokenCounter.estimating();
    }
    return ExactTokens.with(tokenizer);
  }
}
