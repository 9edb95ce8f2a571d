package io.threadkeep.samples.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What to say, read as it is said, so that a script may be as long as it likes or be written
 * meanwhile.
 *
 * <p>If the first line is a JSON object with {@code turns}, every line must be one, and each is a
 * thread of its own. Otherwise each line is a message of one thread. Blank lines are passed over.
 */
final class Script {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One message to say.
   *
   * @param line where it stands, from 1
   */
  record Turn(String text, boolean opensThread, int line) {}

  /** Where lines come from; null at the end. */
  interface Lines {
    @Nullable String next() throws IOException;
  }

  private enum Form {
    UNKNOWN,
    PLAIN,
    JSON_LINES
  }

  private final Lines lines;
  private final Deque<Turn> turns = new ArrayDeque<>();
  private Form form;
  private int line;

  private Script(Lines lines, Form form) {
    this.lines = lines;
    this.form = form;
  }

  /**
   * @param source a file, or {@code -} for standard input
   */
  static Script read(String source) throws IOException {
    BufferedReader reader =
        source.equals("-")
            ? new BufferedReader(
                new InputStreamReader(System.in, StandardCharsets.UTF_8.newDecoder()))
            : Files.newBufferedReader(Path.of(source));
    return new Script(reader::readLine, Form.UNKNOWN);
  }

  /** Plain lines, whatever they look like. */
  static Script ofLines(Lines lines) {
    return new Script(lines, Form.PLAIN);
  }

  /**
   * @return the next message, or null at the end
   * @throws ScriptException if a line of JSON is not what it should be
   */
  @Nullable Turn next() throws IOException {
    while (turns.isEmpty()) {
      String text = lines.next();
      if (text == null) {
        return null;
      }
      line++;
      String said = line == 1 ? withoutByteOrderMark(text) : text;
      if (!said.isBlank()) {
        add(said);
      }
    }
    return turns.poll();
  }

  private void add(String text) {
    if (form == Form.UNKNOWN) {
      form = isConversation(text) ? Form.JSON_LINES : Form.PLAIN;
    }
    if (form == Form.PLAIN) {
      turns.add(new Turn(text, false, line));
      return;
    }
    boolean first = true;
    for (JsonNode turn : conversation(text)) {
      turns.add(new Turn(turn.textValue(), first, line));
      first = false;
    }
  }

  /** Some editors write one; it is not part of what is said. */
  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static boolean isConversation(String text) {
    try {
      return JSON.readTree(text).path("turns").isArray();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private JsonNode conversation(String text) {
    try {
      JsonNode said = JSON.readTree(text).path("turns");
      boolean right = said.isArray() && !said.isEmpty();
      for (JsonNode turn : said) {
        right &= turn.isTextual();
      }
      if (right) {
        return said;
      }
    } catch (JsonProcessingException e) {
      throw new ScriptException(line, "is not JSON: " + e.getOriginalMessage());
    }
    throw new ScriptException(line, "has no \"turns\" with one text or more");
  }
}
