package io.threadkeep.transport.fake.cassette;

/**
 * One recorded request with what came of it, as others see it.
 *
 * @param number its place in the file, from 1
 * @param line where it begins in the file, from 1
 * @param request as it is compared: YAML, redacted
 */
public record Interaction(int number, int line, String request) {
  /** It gets its place when the file is read again. */
  static Interaction justRecorded(String request) {
    return new Interaction(0, 0, request);
  }

  @Override
  public String toString() {
    return "interaction " + number + " (line " + line + ")";
  }
}
