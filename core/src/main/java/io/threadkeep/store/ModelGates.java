package io.threadkeep.store;

import java.time.Duration;
import java.util.Map;

/**
 * How fast models may be called, shared by all processes on one storage and reckoned on its clock.
 *
 * <p>A model's gate is closed while its provider asks to wait; {@link RunQueue#claim} passes over
 * the runs of such a model. Apart from that it lets in what a {@link GateLimit} allows: a bucket
 * that holds one minute's allowance, is full at first and fills up evenly. {@link Allowance} is the
 * arithmetic.
 *
 * <p>Calls whose outcome is unknown are repeated on the safe side: an allowance may be spent twice,
 * never given back twice.
 */
public interface ModelGates {

  /**
   * Asks for one call of about {@code tokens}, and spends it if it may go in. One that is larger
   * than a minute's allowance goes in when the allowance is whole, and is paid off afterwards.
   *
   * @return zero if it may go in; else for how long it cannot, and nothing was spent
   */
  Duration enter(String model, GateLimit limit, long tokens);

  /**
   * Corrects what {@link #enter} spent.
   *
   * @param tokens used beyond the estimate; below zero to give back what was not used
   */
  void settle(String model, GateLimit limit, long tokens);

  /** Closes the gate for {@code delay} from now; one that is closed for longer stays so. */
  void close(String model, Duration delay);

  /** The models whose gates are closed, and for how long. */
  Map<String, Duration> closed();
}
