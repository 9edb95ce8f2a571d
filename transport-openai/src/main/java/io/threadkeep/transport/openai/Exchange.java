package io.threadkeep.transport.openai;

import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP exchange of one model call, which any thread may stop at any time: before it has begun,
 * while the provider is silent, or between two words.
 */
final class Exchange {
  /** Redacted wherever a provider repeats it. */
  private final String key;

  /** Both are guarded by {@code this}. */
  private @Nullable Call call;

  private boolean stopped;

  Exchange(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  synchronized void begin(Call newCall) {
    call = newCall;
    if (stopped) {
      newCall.cancel();
    }
  }

  /** Closes the connection, which ends whatever read or write is waiting on it. */
  synchronized void stop() {
    stopped = true;
    if (call != null) {
      call.cancel();
    }
  }

  /** The connection goes back to the pool; a late {@link #stop} must not reach who has it next. */
  synchronized void end() {
    call = null;
  }

  synchronized boolean isStopped() {
    return stopped;
  }
}
