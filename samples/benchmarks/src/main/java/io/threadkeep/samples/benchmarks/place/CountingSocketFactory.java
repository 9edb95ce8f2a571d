package io.threadkeep.samples.benchmarks.place;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.LongAdder;
import javax.net.SocketFactory;

/**
 * Sockets for PostgreSQL's driver that count ways to the server and back: how often something was
 * sent and then something was waited for. Whatever the driver sends in one go is one.
 */
public final class CountingSocketFactory extends SocketFactory {
  private static final LongAdder ROUND_TRIPS = new LongAdder();

  /** Of all sockets together, so far. */
  public static long roundTrips() {
    return ROUND_TRIPS.sum();
  }

  @Override
  public Socket createSocket() {
    return new CountingSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return new Socket(host, port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return new Socket(host, port, localHost, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return new Socket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
      throws IOException {
    return new Socket(address, port, localAddress, localPort);
  }

  /** Used by one thread at a time, as every connection is. */
  private static final class CountingSocket extends Socket {
    private volatile boolean sent;

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new FilterOutputStream(super.getOutputStream()) {
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          sent = true;
          out.write(bytes, offset, length);
        }
      };
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          if (sent) {
            sent = false;
            ROUND_TRIPS.increment();
          }
          return super.read(bytes, offset, length);
        }
      };
    }
  }
}
