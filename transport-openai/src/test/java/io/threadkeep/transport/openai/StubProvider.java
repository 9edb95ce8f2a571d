package io.threadkeep.transport.openai;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A provider on this machine that answers each request as it is told. On plain sockets, so that it
 * can break whatever a server can break, and sees when a client leaves.
 */
final class StubProvider implements AutoCloseable {
  private final ServerSocket server;
  private final List<SeenRequest> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile StubAnswer next = StubAnswer.json(500, "{}");

  StubProvider() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start("stub-provider", this::accept);
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
  }

  int port() {
    return server.getLocalPort();
  }

  void answers(StubAnswer answer) {
    next = answer;
  }

  /** In the order in which they were read whole. */
  List<SeenRequest> requests() {
    return List.copyOf(requests);
  }

  SeenRequest lastRequest() {
    return requests.get(requests.size() - 1);
  }

  /** Waits until a request has been read whole. */
  void awaitRequest() {
    long patience = 500;
    synchronized (open) {
      while (requests.isEmpty()) {
        if (patience-- == 0) {
          throw new AssertionError("No request has come.");
        }
        try {
          open.wait(10);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new AssertionError(e);
        }
      }
    }
  }

  /** Waits until no client has a connection open; each carries one request. */
  void awaitDisconnected() {
    long patience = 500;
    while (!open.isEmpty()) {
      synchronized (open) {
        if (patience-- == 0) {
          throw new AssertionError(open.size() + " connections are still open.");
        }
        try {
          open.wait(10);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new AssertionError(e);
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        start("stub-connection", () -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      SeenRequest request = SeenRequest.read(socket.getInputStream());
      requests.add(request);
      next.answer(request, new StubConnection(socket));
    } catch (IOException clientLeft) {
      // Which is what some tests make it do.
    } finally {
      synchronized (open) {
        open.remove(socket);
        open.notifyAll();
      }
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
