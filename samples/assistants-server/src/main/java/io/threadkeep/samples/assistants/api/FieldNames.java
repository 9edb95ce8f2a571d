package io.threadkeep.samples.assistants.api;

import java.util.Map;

/** What Threadkeep's fields are called in requests. Those that are not here have one name. */
final class FieldNames {
  private static final Map<String, String> OF_REQUESTS =
      Map.ofEntries(
          Map.entry("content.text", "content"),
          Map.entry("content.image_url.url", "content"),
          Map.entry("content.image_file.file_id", "content"),
          Map.entry("attachment.file_id", "attachments"),
          Map.entry("attachment.tools", "attachments"),
          Map.entry("metadata key", "metadata"),
          Map.entry("tool.description", "tools"),
          Map.entry("tool.parameters", "tools"),
          Map.entry("idempotency key", "Idempotency-Key"));

  private FieldNames() {}

  static String inRequest(String field) {
    return OF_REQUESTS.getOrDefault(field, field);
  }
}
