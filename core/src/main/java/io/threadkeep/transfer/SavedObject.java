package io.threadkeep.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Limits;
import io.threadkeep.limit.Text;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.transfer.NotCarried.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of the API, or a part of one, with what is lost of it. */
record SavedObject(JsonNode json, String id, NotCarriedTally tally) {
  /** Where an id of another form is kept in the metadata. */
  static final String OLD_ID = "assistants_api_id";

  private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  SavedObject part(String field) {
    return new SavedObject(json.path(field), id, tally);
  }

  /** The elements of an array; none if it is anything else. */
  List<SavedObject> parts(String field) {
    List<SavedObject> parts = new ArrayList<>();
    JsonNode array = json.path(field);
    if (array.isArray()) {
      array.forEach(each -> parts.add(new SavedObject(each, id, tally)));
    }
    return parts;
  }

  boolean has(String field) {
    return json.hasNonNull(field);
  }

  void lost(Kind kind) {
    tally.add(kind, id);
  }

  void lost(Kind kind, String what) {
    tally.add(kind, what);
  }

  /** A text that every store can keep; null if there is none. */
  @Nullable String optionalText(String field) {
    JsonNode value = json.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    String text = value.isTextual() ? value.textValue() : value.toString();
    String clean = Text.sanitise(text);
    if (!clean.equals(text)) {
      lost(Kind.REPLACED_CHARACTERS);
    }
    return clean;
  }

  String text(String field) {
    String text = optionalText(field);
    return text == null ? "" : text;
  }

  /** As {@link #text}, cut where it is longer than {@code max}. */
  String text(String field, int max) {
    String text = text(field);
    if (text.length() > max) {
      lost(Kind.CUT);
    }
    return Text.truncate(text, max);
  }

  @Nullable Double number(String field, double min, double max) {
    JsonNode value = json.path(field);
    if (!value.isNumber()) {
      if (has(field)) {
        lost(Kind.SETTING);
      }
      return null;
    }
    boolean fits = value.doubleValue() >= min && value.doubleValue() <= max;
    if (!fits) {
      lost(Kind.SETTING);
    }
    return fits ? value.doubleValue() : null;
  }

  /** Of tokens; 0 if there is none, or one that cannot be. */
  long count(String field) {
    JsonNode value = json.path(field);
    boolean fits =
        value.canConvertToLong()
            && value.longValue() >= 0
            && value.longValue() <= Limits.RUN_TOKENS;
    if (!fits && has(field)) {
      lost(Kind.OUTCOME);
    }
    return fits ? value.longValue() : 0;
  }

  boolean flag(String field) {
    if (has(field) && !json.path(field).isBoolean()) {
      lost(Kind.SETTING);
    }
    return json.path(field).asBoolean(false);
  }

  /** Seconds since 1970; null if there are none, or absurd ones, which are told of. */
  @Nullable Instant optionalTime(String field) {
    Instant time = seconds(field);
    if (time == null && has(field)) {
      lost(Kind.TIME);
    }
    return time;
  }

  Instant time(String field, Instant otherwise) {
    Instant time = seconds(field);
    if (time == null) {
      lost(Kind.TIME);
    }
    return time == null ? otherwise : time;
  }

  private @Nullable Instant seconds(String field) {
    JsonNode value = json.path(field);
    boolean fits =
        value.isNumber()
            && value.canConvertToLong()
            && value.longValue() >= 0
            && value.longValue() <= LATEST;
    return fits ? Instant.ofEpochSecond(value.longValue()) : null;
  }

  /** As far as it keeps the limits, with {@code oldId} if that is another one than the new. */
  Metadata metadata(String oldId, String newId) {
    Map<String, String> pairs = new LinkedHashMap<>();
    JsonNode all = json.path("metadata");
    for (var field : all.properties()) {
      SavedObject value = new SavedObject(all, id, tally);
      String key = Text.sanitise(field.getKey());
      if (pairs.size() == Limits.METADATA_PAIRS
          || key.isBlank()
          || key.length() > Limits.METADATA_KEY) {
        lost(Kind.CUT);
      } else {
        pairs.put(key, value.text(field.getKey(), Limits.METADATA_VALUE));
      }
    }
    if (!oldId.equals(newId)) {
      lost(Kind.NEW_ID);
      if (pairs.size() < Limits.METADATA_PAIRS) {
        pairs.put(OLD_ID, Text.truncate(Text.sanitise(oldId), Limits.METADATA_VALUE));
      }
    }
    return new Metadata(pairs);
  }

  /** Tells of the files and vector stores that {@code tool_resources} names, or the API's v1. */
  void tellOfResources() {
    json.path("file_ids").forEach(this::tellOfFile);
    JsonNode resources = json.path("tool_resources");
    resources.path("code_interpreter").path("file_ids").forEach(this::tellOfFile);
    resources
        .path("file_search")
        .path("vector_store_ids")
        .forEach(store -> lost(Kind.VECTOR_STORE, store.asText()));
  }

  private void tellOfFile(JsonNode fileId) {
    lost(Kind.PROVIDER_FILE, fileId.asText());
  }

  /** The id of a file at the provider. */
  String fileId(String field) {
    return fileId(json.path(field));
  }

  String fileId(JsonNode value) {
    String file = Text.sanitise(value.asText());
    lost(Kind.PROVIDER_FILE, file);
    if (file.isBlank() || file.length() > Limits.FILE_ID) {
      throw new InvalidInputException("file_id", "the id of a file", file.length() + " characters");
    }
    return file;
  }
}
