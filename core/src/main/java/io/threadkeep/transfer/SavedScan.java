package io.threadkeep.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.threadkeep.run.RunStatus;
import io.threadkeep.transfer.NotCarried.Kind;
import java.io.CharConversionException;
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

  private final SavedIndex index;
  private final NotCarriedTally tally;
  private final int file;
  private final String name;
  private final List<SavedEntry> found = new ArrayList<>();
  private final List<SavedPage.Promise> promises = new ArrayList<>();
  private final List<String> strange = new ArrayList<>();

  SavedScan(SavedIndex index, NotCarriedTally tally, int file, String name) {
    this.index = index;
    this.tally = tally;
    this.file = file;
    this.name = name;
  }

  /** Another value of the file's, at its top: its page is what stands there. */
  void read(InputStream in) throws IOException {
    try (JsonParser json = JSON.createParser(in)) {
      List<SavedEntry> page = new ArrayList<>();
      try {
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
          value(json, token, page);
        }
      } catch (JsonProcessingException | CharConversionException e) {
        tally.add(
            Kind.UNREADABLE_FILE, name + " at byte " + json.currentLocation().getByteOffset());
      }
      found.addAll(SavedPage.inOrder(page));
    }
    found.forEach(index::add);
    promises.forEach(index::add);
    strange.forEach(what -> tally.add(Kind.UNKNOWN_OBJECT, what));
  }

  private void value(JsonParser json, JsonToken token, List<SavedEntry> page) throws IOException {
    if (token == JsonToken.START_OBJECT) {
      SavedEntry entry = object(json);
      if (entry != null) {
        page.add(entry);
      }
    } else if (token == JsonToken.START_ARRAY) {
      found.addAll(array(json));
    }
  }

  /** The objects that are in the array itself, told which way they run. */
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
      found.addAll(SavedPage.inOrder(page));
      throw e;
    }
    return SavedPage.inOrder(page);
  }

  private @Nullable SavedEntry object(JsonParser json) throws IOException {
    long from = json.currentTokenLocation().getByteOffset();
    int foundBefore = found.size();
    int promisesBefore = promises.size();
    int strangeBefore = strange.size();
    Map<String, String> words = new HashMap<>();
    List<SavedEntry> data = List.of();
    for (JsonToken next = json.nextToken(); next != JsonToken.END_OBJECT; next = json.nextToken()) {
      String field = json.currentName();
      JsonToken token = json.nextToken();
      if (token == JsonToken.START_ARRAY) {
        List<SavedEntry> page = array(json);
        found.addAll(page);
        data = field.equals("data") ? page : data;
      } else if (token == JsonToken.START_OBJECT) {
        value(json, token, found);
      } else if (WORDS.contains(field) && token != JsonToken.VALUE_NULL) {
        word(json).ifPresent(word -> words.put(field, word));
      }
    }
    String object = words.getOrDefault("object", "");
    Optional<SavedKind> kind = SavedKind.of(object);
    if (kind.isPresent()) {
      // What a message or its metadata hold is nobody's object.
      found.subList(foundBefore, found.size()).clear();
      promises.subList(promisesBefore, promises.size()).clear();
      strange.subList(strangeBefore, strange.size()).clear();
      return entry(kind.get(), words, from, json.currentLocation().getByteOffset());
    } else if (object.equals("list")) {
      if ("true".equals(words.get("has_more")) && !data.isEmpty()) {
        promises.add(promise(data));
      }
    } else if (!object.isEmpty()) {
      strange.add(object + " " + words.getOrDefault("id", ""));
    }
    return null;
  }

  /** Their order is that of reading, whichever way they run. */
  private static SavedPage.Promise promise(List<SavedEntry> data) {
    SavedEntry first = data.get(0);
    SavedEntry last = data.get(data.size() - 1);
    return new SavedPage.Promise(first, last);
  }

  private static Optional<String> word(JsonParser json) throws IOException {
    String word = json.getText();
    return word.length() > LONGEST_WORD ? Optional.empty() : Optional.of(word);
  }

  private @Nullable SavedEntry entry(
      SavedKind kind, Map<String, String> words, long from, long to) {
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
        0,
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
