package io.threadkeep.samples.assistants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection on which anything at all is said, byte by byte if need be. */
final class RawSocket implements AutoCloseable {
  private static final int PATIENCE = 60_000;

  private final Socket socket;

  RawSocket(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(PATIENCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the server answers to these lines and an empty one, until it closes the connection. */
  static String ask(int port, String... lines) {
    try (RawSocket socket = new RawSocket(port)) {
      return socket.head(lines).answer();
    }
  }

  /** The head of a request, of which nothing is said by itself. */
  RawSocket head(String... lines) {
    return send(String.join("\r\n", lines) + "\r\n\r\n");
  }

  /** {@code ISO-8859-1}: a character is a byte. */
  RawSocket send(String bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says no more, and goes on listening. */
  RawSocket finish() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether anything was answered yet. */
  boolean isAnswered() {
    try {
      return socket.getInputStream().available() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What comes until {@code words} have come, and they. */
  String upTo(String words) {
    StringBuilder heard = new StringBuilder();
    try {
      while (heard.indexOf(words) < 0) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          throw new AssertionError("The connection was closed behind: " + heard);
        }
        heard.append((char) next);
      }
      return heard.toString();
    } catch (IOException e) {
      throw new UncheckedIOException("Behind: " + heard, e);
    }
  }

  /** All that comes until the connection is closed. */
  String answer() {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
