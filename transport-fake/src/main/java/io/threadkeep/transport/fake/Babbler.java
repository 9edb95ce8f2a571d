package io.threadkeep.transport.fake;

import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.transport.ModelRequest;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Talks at length and says nothing: sentences of made-up words, as long as a model's would be.
 *
 * <p>What it says follows from its seed, the instructions and the messages of the request; so it is
 * the same on every machine, and whatever other calls there are at the moment.
 */
public final class Babbler implements Function<ModelRequest, FakeAnswer> {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private static final String[] ONSETS =
      "b c d f g h k l m n p r s t v w bl br ch cl dr fl gr pl pr sh sl st th tr".split(" ");
  private static final String[] VOWELS = "a e i o u a e i o ai ea ee ou".split(" ");
  private static final String[] CODAS = "n r s t l m d st nd rt".split(" ");

  /** How many of twenty words have one, two, three and four syllables, about as in English. */
  private static final int[] SYLLABLES = {
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 4
  };

  private final long seed;

  public Babbler(long seed) {
    this.seed = seed;
  }

  @Override
  public FakeAnswer apply(ModelRequest request) {
    Dice dice = new Dice(seed, fingerprint(request));
    return FakeAnswer.text(
        IntStream.range(0, dice.between(1, 3))
            .mapToObj(i -> paragraph(dice))
            .collect(Collectors.joining("\n\n")));
  }

  private static String paragraph(Dice dice) {
    return IntStream.range(0, dice.between(1, 5))
        .mapToObj(i -> sentence(dice))
        .collect(Collectors.joining(" "));
  }

  private static String sentence(Dice dice) {
    StringBuilder sentence = new StringBuilder(word(dice));
    sentence.setCharAt(0, Character.toUpperCase(sentence.charAt(0)));
    int words = dice.between(4, 16);
    for (int i = 1; i < words; i++) {
      sentence.append(dice.below(9) == 0 ? ", " : " ").append(word(dice));
    }
    return sentence.append(dice.below(12) == 0 ? '?' : '.').toString();
  }

  private static String word(Dice dice) {
    StringBuilder word = new StringBuilder();
    int syllables = SYLLABLES[dice.below(SYLLABLES.length)];
    for (int i = 0; i < syllables; i++) {
      // A word may begin with a vowel; within it, each syllable has its consonant.
      word.append(i == 0 && dice.below(4) == 0 ? "" : one(ONSETS, dice));
      word.append(one(VOWELS, dice));
      word.append(dice.below(3) == 0 ? one(CODAS, dice) : "");
    }
    return word.toString();
  }

  private static String one(String[] parts, Dice dice) {
    return parts[dice.below(parts.length)];
  }

  /**
   * Of what was said, but not of ids and times, which differ from one run of a program to the next.
   */
  private static long fingerprint(ModelRequest request) {
    long hash = hashed(FNV_OFFSET, request.instructions());
    for (Message message : request.messages()) {
      hash = hashed(hash, message.role().name());
      for (ContentPart part : message.content()) {
        hash = hashed(hash, said(part));
      }
    }
    return hash;
  }

  private static String said(ContentPart part) {
    if (part instanceof ContentPart.Text text) {
      return text.text();
    } else if (part instanceof ContentPart.Refusal refusal) {
      return refusal.text();
    } else if (part instanceof ContentPart.ToolCall call) {
      return call.name() + call.arguments();
    } else if (part instanceof ContentPart.ToolResult result) {
      return result.output();
    }
    return part.toString();
  }

  /** FNV-1a over the characters, and one more for the end. */
  private static long hashed(long sofar, String text) {
    long hash = sofar;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return (hash ^ 0xFFFF) * FNV_PRIME;
  }
}
