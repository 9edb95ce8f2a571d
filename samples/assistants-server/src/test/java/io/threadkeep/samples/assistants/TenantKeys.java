package io.threadkeep.samples.assistants;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Tenants with a key each: {@code sk-acme} is acme's. */
final class TenantKeys {

  private TenantKeys() {}

  /** Of a server with an embedded database and these tenants. */
  static Map<String, String> settings(Path directory, String... tenants) throws IOException {
    Path keys = directory.resolve("keys");
    Files.writeString(
        keys,
        Arrays.stream(tenants)
            .map(tenant -> tenant + " = " + sha256("sk-" + tenant) + "\n")
            .collect(Collectors.joining("", "# Whose is whose\n", "")));
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("threadkeep.jdbc.directory", directory.toString());
    settings.put("threadkeep.server.key-file", keys.toString());
    return settings;
  }

  private static String sha256(String key) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
