package io.threadkeep.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.threadkeep.run.RunStatus;
import io.threadkeep.transfer.NotCarried.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks through one file for the API's objects, wherever they are in it, and holds none of them:
 * lists, arrays, lines, or a form of the host's own around them.
 */
final class SavedScan {
  static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxStringLength(LineReader.MOST_BYTES)
                  .maxNumberLength(64)
                  .build())
          .build();

  private static final Set<String> WORDS =
      Set.of("object", "id", "thread_id", "run_id", "status", "created_at", "has_more");
  private static final int LONGEST_WORD = 256;

  /** The watch wants no more. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super(null, null, false, false);
    }
  }

  private final SavedIndex index;
  private final NotCarriedTally tally;
  private final Pace pace;
  private final int file;
  private final String name;
  private final List<SavedPage> pages = new ArrayList<>();
  private final List<String> strange = new ArrayList<>();
  private long end;

  /**
   * @param file what stands for it in the index
   * @param name as it is told of
   */
  SavedScan(SavedIndex index, NotCarriedTally tally, Pace pace, int file, String name) {
    this.index = index;
    this.tally = tally;
    this.pace = pace;
    this.file = file;
    this.name = name;
  }

  /** Another value of the file's, at its top: its page is what stands there. */
  void read(InputStream in) throws IOException {
    List<SavedEntry> page = new ArrayList<>();
    try (JsonParser json = JSON.createParser(in)) {
      try {
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
          value(json, token, page);
        }
      } catch (IOException e) {
        tally.add(
            Kind.UNREADABLE_FILE, name + " at byte " + json.currentLocation().getByteOffset());
      } catch (Stopped stopped) {
        return;
      }
    }
    pages.add(SavedPage.of(page));
    pages.forEach(index::add);
    strange.forEach(what -> tally.add(Kind.UNKNOWN_OBJECT, what));
  }

  private void value(JsonParser json, JsonToken token, List<SavedEntry> page) throws IOException {
    if (token == JsonToken.START_OBJECT) {
      SavedEntry entry = object(json);
      if (entry != null) {
        page.add(entry);
      }
    } else if (token == JsonToken.START_ARRAY) {
      pages.add(SavedPage.of(array(json)));
    }
  }

  /** The objects that are in the array itself. */
  private List<SavedEntry> array(JsonParser json) throws IOException {
    List<SavedEntry> page = new ArrayList<>();
    try {
      for (JsonToken token = json.nextToken();
          token != JsonToken.END_ARRAY;
          token = json.nextToken()) {
        value(json, token, page);
      }
    } catch (IOException e) {
      // What stood before the fault is whole.
      pages.add(SavedPage.of(page));
      throw e;
    }
    return page;
  }

  private @Nullable SavedEntry object(JsonParser json) throws IOException {
    long from = json.currentTokenLocation().getByteOffset();
    int pagesBefore = pages.size();
    int strangeBefore = strange.size();
    Map<String, String> words = new HashMap<>();
    List<SavedEntry> data = List.of();
    List<SavedEntry> single = new ArrayList<>();
    for (JsonToken next = json.nextToken(); next != JsonToken.END_OBJECT; next = json.nextToken()) {
      String field = json.currentName();
      JsonToken token = json.nextToken();
      if (token == JsonToken.START_ARRAY) {
        List<SavedEntry> page = array(json);
        if (field.equals("data") && data.isEmpty()) {
          data = page;
        } else {
          pages.add(SavedPage.of(page));
        }
      } else if (token == JsonToken.START_OBJECT) {
        value(json, token, single);
      } else if (WORDS.contains(field) && token != JsonToken.VALUE_NULL) {
        word(json).ifPresent(word -> words.put(field, word));
      }
    }
    String object = words.getOrDefault("object", "");
    Optional<SavedKind> kind = SavedKind.of(object);
    if (kind.isPresent()) {
      // What a message or its metadata hold is nobody's object.
      pages.subList(pagesBefore, pages.size()).clear();
      strange.subList(strangeBefore, strange.size()).clear();
      return entry(kind.get(), words, from, json.currentLocation().getByteOffset());
    }
    boolean list = object.equals("list");
    single.forEach(entry -> pages.add(SavedPage.of(List.of(entry))));
    if (!data.isEmpty()) {
      pages.add(new SavedPage(data, list, list && "true".equals(words.get("has_more"))));
    }
    if (!list && !object.isEmpty()) {
      strange.add(object + " " + words.getOrDefault("id", ""));
    }
    return null;
  }

  private static Optional<String> word(JsonParser json) throws IOException {
    String word = json.getText();
    return word.length() > LONGEST_WORD ? Optional.empty() : Optional.of(word);
  }

  private @Nullable SavedEntry entry(
      SavedKind kind, Map<String, String> words, long from, long to) {
    pace.bytes(to - end);
    end = to;
    pace.other();
    if (pace.isStopped()) {
      throw new Stopped();
    }
    String id = words.getOrDefault("id", "");
    String thread = words.getOrDefault("thread_id", "");
    String run = words.getOrDefault("run_id", "");
    boolean broken = id.isBlank() || from < 0 || to - from > LineReader.MOST_BYTES;
    boolean lost =
        switch (kind) {
          case ASSISTANT, THREAD -> false;
          case MESSAGE, RUN -> thread.isBlank();
          case STEP -> run.isBlank();
        };
    if (broken || lost) {
      tally.add(broken ? Kind.BROKEN_OBJECT : Kind.WITHOUT_THREAD, id.isBlank() ? name : id);
      return null;
    }
    String parent =
        switch (kind) {
          case ASSISTANT, THREAD -> "";
          case MESSAGE, RUN -> thread;
          case STEP -> run;
        };
    return new SavedEntry(
        kind,
        id,
        parent.intern(),
        run.intern(),
        seconds(words.get("created_at")),
        isEnded(words.getOrDefault("status", "")),
        index.nextNumber(),
        file,
        from,
        (int) (to - from));
  }

  private static boolean isEnded(String status) {
    return Arrays.stream(RunStatus.values())
        .anyMatch(each -> each.isFinal() && each.wireName().equals(status));
  }

  private static long seconds(@Nullable String text) {
    try {
      return text == null ? 0 : (long) Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
