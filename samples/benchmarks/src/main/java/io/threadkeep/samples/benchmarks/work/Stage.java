package io.threadkeep.samples.benchmarks.work;

/** A fresh store, on which conversations are begun. */
public interface Stage extends AutoCloseable {

  /** Begins a conversation with {@code messages} in its log. */
  Chat begin(int messages) throws Exception;

  @Override
  void close() throws Exception;
}
