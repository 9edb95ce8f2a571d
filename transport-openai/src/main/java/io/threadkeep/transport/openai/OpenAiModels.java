package io.threadkeep.transport.openai;

import com.typesafe.config.ConfigFactory;
import io.threadkeep.context.ModelLimits;
import io.threadkeep.wiring.Settings;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A table of models, found by the longest name that theirs begins with. */
public final class OpenAiModels implements ModelLimits {
  /** How fine-tuned models are called: {@code ft:gpt-4.1-mini-2025-04-14:acme::id}. */
  private static final String TUNED = "ft:";

  /** Longest names first. */
  private final List<OpenAiModel> models;

  private final List<OpenAiModel> known;
  private final List<OpenAiModel> own;

  private OpenAiModels(List<OpenAiModel> known, List<OpenAiModel> own) {
    this.known = List.copyOf(known);
    this.own = List.copyOf(own);
    Map<String, OpenAiModel> byName = new HashMap<>();
    known.forEach(model -> byName.put(model.name(), model));
    own.forEach(model -> byName.put(model.name(), model));
    this.models =
        byName.values().stream()
            .sorted(Comparator.comparingInt((OpenAiModel m) -> m.name().length()).reversed())
            .toList();
  }

  /** Those in this module's {@code reference.conf}. */
  public static OpenAiModels known() {
    return Known.MODELS;
  }

  /** With {@code more}, which win over those of the same name, and count wherever they are. */
  public OpenAiModels with(List<OpenAiModel> more) {
    return new OpenAiModels(known, Stream.concat(own.stream(), more.stream()).toList());
  }

  /** Without those that are known of OpenAI alone. */
  OpenAiModels own() {
    return new OpenAiModels(List.of(), own);
  }

  public Optional<OpenAiModel> find(String model) {
    String name = model.startsWith(TUNED) ? model.substring(TUNED.length()) : model;
    return models.stream().filter(known -> isNamed(name, known.name())).findFirst();
  }

  @Override
  public Optional<Limit> of(String model) {
    return find(model).map(OpenAiModel::limit);
  }

  /**
   * As many tokens as were asked for and the model can give; a provider refuses to be asked more.
   */
  long atMost(String model, int asked) {
    return find(model).map(known -> Math.min(asked, known.limit().outputTokens())).orElse(asked);
  }

  static OpenAiModels ofOpenAi(List<OpenAiModel> known) {
    return new OpenAiModels(known, List.of());
  }

  private static boolean isNamed(String name, String known) {
    return name.startsWith(known)
        && (name.length() == known.length() || "-:".indexOf(name.charAt(known.length())) >= 0);
  }

  /** Read when first asked for. */
  private static final class Known {
    static final OpenAiModels MODELS = read();

    private static OpenAiModels read() {
      Settings settings =
          new Settings(ConfigFactory.defaultReference(OpenAiModels.class.getClassLoader()));
      OpenAiModels models = ofOpenAi(ModelSections.read(settings, ModelSections.KNOWN));
      settings.requireNoProblems();
      return models;
    }
  }
}
