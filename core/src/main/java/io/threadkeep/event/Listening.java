package io.threadkeep.event;

/** Goes on until the run ends or it is closed, whichever comes first. */
public interface Listening extends AutoCloseable {

  /** The listener hears nothing more, but for what it is being told just now. */
  @Override
  void close();
}
