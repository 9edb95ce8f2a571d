package io.threadkeep.transfer;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.Id;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.RunId;
import io.threadkeep.id.StepId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.internal.digest.Sha256;
import java.math.BigInteger;
import java.util.function.Function;

/**
 * Ids that others have made: kept where they have our form, else a new one that always comes out
 * the same, so that a second import finds what the first has made.
 */
final class ForeignId {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private ForeignId() {}

  static ThreadId thread(String old) {
    return id(ThreadId.PREFIX, old, ThreadId::new);
  }

  static MessageId message(String old) {
    return id(MessageId.PREFIX, old, MessageId::new);
  }

  static RunId run(String old) {
    return id(RunId.PREFIX, old, RunId::new);
  }

  static StepId step(String old) {
    return id(StepId.PREFIX, old, StepId::new);
  }

  static AssistantId assistant(String old) {
    return id(AssistantId.PREFIX, old, AssistantId::new);
  }

  private static <T extends Id> T id(String prefix, String old, Function<String, T> type) {
    try {
      return type.apply(old);
    } catch (InvalidInputException e) {
      return type.apply(prefix + derived(prefix + '\n' + old));
    }
  }

  private static String derived(String old) {
    BigInteger rest = new BigInteger(1, Sha256.of(old));
    StringBuilder id = new StringBuilder();
    BigInteger base = BigInteger.valueOf(ALPHABET.length());
    while (id.length() < Id.LENGTH) {
      id.append(ALPHABET.charAt(rest.mod(base).intValue()));
      rest = rest.divide(base);
    }
    return id.toString();
  }
}
