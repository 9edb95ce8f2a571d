package io.threadkeep.transport.openai;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * A body that does not fill the memory, whoever sends it. The client gathers the lines of an event
 * until an empty one ends it, and reads what is no stream of events as a whole.
 */
final class BoundedBody extends ResponseBody {
  /**
   * The last event of an answer holds all of it once more, up to six characters for each that is
   * escaped, and instructions and tools too.
   */
  static final long LONGEST_EVENT = 16 << 20;

  /** Of an error, only some hundred characters are ever repeated. */
  static final long LONGEST_ERROR = 1 << 20;

  private final @Nullable MediaType contentType;
  private final BufferedSource source;

  private BoundedBody(ResponseBody body, boolean events) {
    this.contentType = body.contentType();
    this.source = Okio.buffer(new Bounded(body.source(), events));
  }

  static Response of(Response response) {
    ResponseBody body = response.body();
    return body == null
        ? response
        : response.newBuilder().body(new BoundedBody(body, response.isSuccessful())).build();
  }

  @Override
  public @Nullable MediaType contentType() {
    return contentType;
  }

  /** Not known: what the provider says need not be true. */
  @Override
  public long contentLength() {
    return -1;
  }

  @Override
  public BufferedSource source() {
    return source;
  }

  /** More than anybody has use for. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    private TooLongException() {
      super("The provider does not stop.");
    }
  }

  private static final class Bounded extends ForwardingSource {
    private final boolean events;

    /** Bytes since the last event ended, or in all. */
    private long length;

    private boolean lineIsEmpty = true;

    Bounded(Source source, boolean events) {
      super(source);
      this.events = events;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      long before = sink.size();
      long read = super.read(sink, byteCount);
      if (read > 0) {
        length += read;
        if (events) {
          findEnd(sink, before);
        }
        if (length > (events ? LONGEST_EVENT : LONGEST_ERROR)) {
          throw new TooLongException();
        }
      }
      return read;
    }

    private void findEnd(Buffer sink, long from) {
      for (long at = from; at < sink.size(); at++) {
        byte b = sink.getByte(at);
        if (b == '\n') {
          if (lineIsEmpty) {
            length = sink.size() - at - 1;
          }
          lineIsEmpty = true;
        } else if (b != '\r') {
          lineIsEmpty = false;
        }
      }
    }
  }
}
