package io.threadkeep.transport.openai;

import io.threadkeep.context.ModelLimits.Limit;
import io.threadkeep.limit.Limits;
import io.threadkeep.wiring.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads lists of models from the configuration. */
final class ModelSections {
  static final String KNOWN = "threadkeep.openai.known-models";
  static final String OWN = "threadkeep.openai.models";

  private static final int MOST = 1_000_000_000;

  private ModelSections() {}

  static List<OpenAiModel> read(Settings settings, String key) {
    List<OpenAiModel> models = new ArrayList<>();
    for (Settings section : settings.sections(key)) {
      String name = section.text("name");
      int context = section.number("context", 1, MOST);
      int output = section.number("max-output", 1, MOST);
      OpenAiTokenizer tokenizer = tokenizer(section);
      if (output > context) {
        section.problem("max-output", String.valueOf(output), "at most context, " + context);
      } else if (name.length() > Limits.MODEL) {
        section.problem("name", name, "at most " + Limits.MODEL + " characters");
      } else if (!name.isEmpty()) {
        models.add(new OpenAiModel(name, new Limit(context, output), tokenizer));
      }
    }
    return models;
  }

  private static @Nullable OpenAiTokenizer tokenizer(Settings section) {
    return section
        .choice(
            "tokenizer",
            Arrays.stream(OpenAiTokenizer.values()).map(ModelSections::written).toList())
        .flatMap(
            name ->
                Arrays.stream(OpenAiTokenizer.values())
                    .filter(tokenizer -> written(tokenizer).equals(name))
                    .findFirst())
        .orElse(null);
  }

  /** As the vendor writes it. */
  private static String written(OpenAiTokenizer tokenizer) {
    return tokenizer.name().toLowerCase(Locale.ROOT);
  }
}
