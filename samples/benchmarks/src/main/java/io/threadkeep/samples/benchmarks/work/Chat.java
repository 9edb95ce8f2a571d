package io.threadkeep.samples.benchmarks.work;

import java.util.List;

/** One conversation on a {@link Stage}. */
public interface Chat {

  /** Somebody who takes part in it; to be used by one thread at a time. */
  Turn caller() throws Exception;

  /** What its messages say; an error if Threadkeep keeps it and there is a gap. */
  List<String> texts() throws Exception;

  /** Removes it from the store. */
  void delete() throws Exception;
}
