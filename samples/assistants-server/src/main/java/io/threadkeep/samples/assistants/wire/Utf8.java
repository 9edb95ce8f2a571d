package io.threadkeep.samples.assistants.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads UTF-8 to the letter: nothing is guessed, and nothing put in another's place. */
public final class Utf8 {
  private static final String MARK = "\uFEFF";

  private Utf8() {}

  /**
   * Without the mark that some put in front.
   *
   * @throws CharacterCodingException if it is not UTF-8 all through
   */
  public static String read(byte[] bytes) throws CharacterCodingException {
    // A new decoder reports what is malformed.
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
  }
}
