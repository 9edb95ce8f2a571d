package io.threadkeep.transport.fake.cassette;

import io.threadkeep.transport.ModelRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Plays and records one tape for many threads. What takes long, but for writing the file, is done
 * outside the lock.
 */
final class Deck {
  private final CassetteOptions options;
  private final CassetteFile file;
  private final Tape tape;
  private final CallNumbers ids = new CallNumbers();

  /** Guards {@link #tape}, {@link #ids}, {@link #closed}, and the order of writes. */
  private final ReentrantLock lock = new ReentrantLock();

  private boolean closed;

  /** Reads the file, unless it is to be written anew. */
  Deck(CassetteFile file, CassetteOptions options) {
    this.options = options;
    this.file = file;
    boolean anew = options.mode() == CassetteMode.RECORD || file.isMissing();
    List<Recorded> recorded =
        anew ? List.of() : CassetteFormat.read(file.path(), file.text(), options.redaction());
    recorded.forEach(each -> ids.keepThoseOf(each.source()));
    this.tape = new Tape(recorded);
  }

  List<Recorded> unused() {
    return locked(tape::unused);
  }

  ComparedRequest asked(ModelRequest request) {
    return ComparedRequest.of(RequestForm.write(request), options.redaction());
  }

  /**
   * Uses the interaction that answers a request.
   *
   * @throws UnmatchedRequestException if there is none
   */
  Recorded take(ComparedRequest request) {
    return locked(
        () -> {
          requireOpen();
          return tape.take(request.compared(), options.matching())
              .orElseThrow(
                  () -> new Mismatch(file.path(), options.matching(), tape).of(request.compared()));
        });
  }

  /** As {@link #take}, for a request that may as well go out. */
  Optional<Recorded> find(ComparedRequest request) {
    return locked(
        () -> {
          requireOpen();
          return tape.take(request.compared(), Matching.ANY_ORDER);
        });
  }

  /** Undoes {@link #take}: nobody heard the answer to its end. */
  void putBack(Recorded recorded) {
    locked(
        () -> {
          tape.putBack(recorded);
          return recorded;
        });
  }

  /** Keeps a place in the file for a call that goes out now. */
  Tape.Slot begin() {
    return locked(tape::begin);
  }

  /**
   * Writes what a call came to; nothing if this was closed meanwhile: the file may be another's
   * now.
   *
   * @throws CassetteException if it cannot be written
   */
  void record(Tape.Slot slot, ComparedRequest request, Outcome outcome) {
    Interaction place = Interaction.justRecorded(request.compared());
    locked(
        () -> {
          if (closed) {
            return slot;
          }
          String source = CassetteFormat.write(request, outcome, options.redaction(), ids);
          slot.end(new Recorded(place, outcome, source));
          save();
          return slot;
        });
  }

  /** Gives up the place of a call that came to nothing. */
  void drop(Tape.Slot slot) {
    locked(() -> tape.drop(slot));
  }

  /** Writes what is not written yet, such as the order in which recorded answers were used. */
  void close() {
    locked(
        () -> {
          if (!closed && options.mode() != CassetteMode.REPLAY) {
            save();
          }
          closed = true;
          return tape;
        });
  }

  private void requireOpen() {
    if (closed) {
      throw new CassetteException(file.path(), "it is closed.", null);
    }
  }

  /** A good recording does not give way to none at all. */
  private void save() {
    List<Recorded> whole = tape.whole();
    if (!whole.isEmpty() || file.isMissing()) {
      file.write(CassetteFormat.write(whole));
    }
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
