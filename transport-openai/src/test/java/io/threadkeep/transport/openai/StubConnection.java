package io.threadkeep.transport.openai;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a stub writes to one client. Bodies end where the connection does. */
final class StubConnection {
  private final Socket socket;
  private final OutputStream out;

  StubConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
  }

  void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  void head(int status, String... headers) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Stub\r\nConnection: close\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    write(head.append("\r\n").toString());
  }

  void eventStream() throws IOException {
    head(200, "Content-Type: text/event-stream");
  }

  /** In ASCII, as a provider may write it, so that two events can share one surrogate pair. */
  void event(String data) throws IOException {
    StringBuilder event = new StringBuilder("data: ");
    for (int i = 0; i < data.length(); i++) {
      char c = data.charAt(i);
      if (c < 0x80) {
        event.append(c);
      } else {
        event.append(String.format("\\u%04x", (int) c));
      }
    }
    write(event.append("\n\n").toString());
  }

  /** Says nothing for a while. */
  void pause(Duration pause) throws IOException {
    socket.setSoTimeout((int) pause.toMillis());
    try {
      awaitClientLeft();
      throw new EOFException("The client left.");
    } catch (SocketTimeoutException stillThere) {
      socket.setSoTimeout(0);
    }
  }

  /** Says nothing more, until the client leaves. */
  void awaitClientLeft() throws IOException {
    while (socket.getInputStream().read() >= 0) {
      // A client that sends more is not answered.
    }
  }

  /** Says that it will say no more, and stays. */
  void closeHalf() throws IOException {
    socket.shutdownOutput();
  }

  /** Breaks off with a reset instead of an orderly end. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
