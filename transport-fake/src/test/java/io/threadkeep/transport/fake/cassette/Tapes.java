package io.threadkeep.transport.fake.cassette;

import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Records and replays in one line. */
final class Tapes {
  static final CassetteOptions RECORD = CassetteOptions.defaults().mode(CassetteMode.RECORD);
  static final CassetteOptions RECORD_MISSING =
      CassetteOptions.defaults().mode(CassetteMode.RECORD_MISSING);

  private Tapes() {}

  /** What the file holds after {@code live} was asked these things. */
  static String record(Path file, ModelTransport live, ModelRequest... requests) {
    return record(file, RECORD, live, requests);
  }

  static String record(
      Path file, CassetteOptions options, ModelTransport live, ModelRequest... requests) {
    try (Cassette cassette = Cassette.open(file, options)) {
      ModelTransport transport = cassette.transport(() -> live);
      for (ModelRequest request : requests) {
        transport.call(request, ModelCall.unobserved());
      }
    }
    return text(file);
  }

  static ModelReply replay(Path file, ModelRequest request) {
    try (Cassette cassette = Cassette.open(file)) {
      ModelReply reply = ask(new ReplayingTransport(cassette), request);
      cassette.verify();
      return reply;
    }
  }

  static ModelReply ask(ModelTransport transport, ModelRequest request) {
    return transport.call(request, ModelCall.unobserved());
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
