package io.threadkeep.transport.openai;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okio.Timeout;
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

  /** How long reading may wait. For the thread of the call alone, which does the reading. */
  private Timeout silence = Timeout.NONE;

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

  /**
   * @param newSilence that of the connection on which the answer comes
   */
  void answeredOn(Timeout newSilence) {
    silence = newSilence;
  }

  /** From here on the provider may be silent for {@code longest} at a time. */
  void bearSilence(Duration longest) {
    silence.timeout(longest.toNanos(), TimeUnit.NANOSECONDS);
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
