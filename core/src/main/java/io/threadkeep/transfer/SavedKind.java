package io.threadkeep.transfer;

import java.util.Arrays;
import java.util.Optional;

/** The Assistants API's objects, by what they say in {@code object}. */
enum SavedKind {
  ASSISTANT("assistant"),
  THREAD("thread"),
  MESSAGE("thread.message"),
  RUN("thread.run"),
  STEP("thread.run.step");

  private final String object;

  SavedKind(String object) {
    this.object = object;
  }

  static Optional<SavedKind> of(String object) {
    return Arrays.stream(values()).filter(kind -> kind.object.equals(object)).findFirst();
  }
}
