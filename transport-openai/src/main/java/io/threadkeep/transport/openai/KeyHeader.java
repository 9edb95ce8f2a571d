package io.threadkeep.transport.openai;

import okhttp3.Request;

/** Where in a request the key goes. */
enum KeyHeader {
  BEARER("Authorization", "Bearer "),
  /** Azure's. */
  API_KEY("api-key", "");

  private final String header;
  private final String before;

  KeyHeader(String header, String before) {
    this.header = header;
    this.before = before;
  }

  /** Replaces whatever key was there; an empty one is not sent. */
  void put(Request.Builder request, String key) {
    for (KeyHeader any : values()) {
      request.removeHeader(any.header);
    }
    if (!key.isEmpty()) {
      request.header(header, before + key);
    }
  }
}
