package io.threadkeep.samples.cli;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells how far long work has come: with a bar that is drawn anew on a terminal, and with a line
 * now and then where there is none. To be closed when the work is over, which wipes the bar away.
 */
final class Progress implements AutoCloseable {
  private static final long REDRAWN = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long A_LINE = TimeUnit.SECONDS.toNanos(10);
  private static final int WIDTH = 30;
  private static final String WIPED = "\r\u001b[K";

  private final Terminal terminal;
  private final LongSupplier nanos;
  private final long pace;
  private long shownAt;
  private boolean drawn;

  Progress(Terminal terminal) {
    this(terminal, System::nanoTime);
  }

  Progress(Terminal terminal, LongSupplier nanos) {
    this.terminal = terminal;
    this.nanos = nanos;
    this.pace = terminal.isTerminal() ? REDRAWN : A_LINE;
    this.shownAt = nanos.getAsLong();
  }

  /** Of work whose end nobody can tell. */
  void show(String done) {
    show("", done);
  }

  /**
   * @param part of the whole, from 0 to 1
   */
  void show(double part, String done) {
    double within = Math.min(1, Math.max(0, part));
    int full = (int) Math.round(within * WIDTH);
    String percent = String.format(Locale.ROOT, "%3.0f %%  ", within * 100);
    show(
        terminal.isTerminal()
            ? "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] " + percent
            : percent,
        done);
  }

  private void show(String bar, String done) {
    long now = nanos.getAsLong();
    if (now - shownAt < pace) {
      return;
    }
    shownAt = now;
    String line = bar + Plain.line(done);
    if (terminal.isTerminal()) {
      drawn = true;
      terminal.err().print(WIPED + line);
      terminal.err().flush();
    } else {
      terminal.err().println(line);
    }
  }

  @Override
  public void close() {
    if (drawn) {
      terminal.err().print(WIPED);
      terminal.err().flush();
    }
  }
}
