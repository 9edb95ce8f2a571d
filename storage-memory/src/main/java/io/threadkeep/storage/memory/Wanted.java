package io.threadkeep.storage.memory;

import io.threadkeep.error.InvalidInputException;
import java.util.Optional;
import java.util.function.Function;

/** Reads the id after which a page is wanted. */
final class Wanted {

  private Wanted() {}

  /** The id, or nothing if {@code text} is none: nothing can have it then. */
  static <I> Optional<I> id(String text, Function<String, I> read) {
    try {
      return Optional.of(read.apply(text));
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }
}
