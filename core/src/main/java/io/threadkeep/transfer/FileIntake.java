package io.threadkeep.transfer;

import io.threadkeep.context.PromptSizes;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.ThreadId;
import io.threadkeep.json.JsonCodec;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads one file, line by line, and hands its threads on. */
final class FileIntake {

  /** Where in the file the reader is. */
  private enum Place {
    START,
    BETWEEN_THREADS,
    IN_THREAD,
    /** Of a thread that is refused: whatever comes before the next one is passed over. */
    IN_REFUSED,
    BEHIND_END
  }

  private final Destination into;
  private final PromptSizes sizes;
  private final LineReader lines;
  private final Pace pace;
  private Place place = Place.START;
  private @Nullable VerifiedThread thread;
  private @Nullable ThreadId begun;
  private TransferCounts read = TransferCounts.NONE;
  private boolean damaged;

  FileIntake(Destination into, PromptSizes sizes, InputStream from, TransferWatch watch) {
    this.into = into;
    this.sizes = sizes;
    this.lines = new LineReader(from);
    this.pace = new Pace(watch, lines::bytes);
  }

  ImportReport run() throws IOException {
    while (!pace.isStopped() && lines.advance()) {
      try {
        take(parse());
      } catch (Refusal refusal) {
        refuse(refusal);
      } catch (InvalidInputException e) {
        refuse(Refusal.damaged(lines.number(), e.getMessage()));
      } catch (NotFoundException e) {
        refuse(Refusal.conflict(lines.number(), "It was deleted here meanwhile."));
      }
    }
    boolean whole = place == Place.BEHIND_END;
    if (place == Place.START && !pace.isStopped()) {
      throw new TransferFormatException(1, "There is nothing.");
    }
    if (!whole && !pace.isStopped()) {
      into.tally()
          .problem(
              new TransferProblem(
                  TransferProblem.Kind.DAMAGED,
                  lines.number(),
                  place == Place.IN_THREAD ? id() : null,
                  "The file was cut off behind this line. What it confirmed before is stored: import"
                      + " the whole file to go on."));
    }
    return into.tally().report(whole);
  }

  private void refuse(Refusal refusal) {
    into.tally().problem(refusal.about(id()));
    damaged |= refusal.isDamage();
    thread = null;
    begun = null;
    if (place != Place.START && place != Place.BEHIND_END) {
      // Also between threads: what follows is the rest of one whose beginning cannot be read.
      place = Place.IN_REFUSED;
    }
  }

  /** Of the thread that is being read. */
  private @Nullable String id() {
    return begun == null ? null : begun.value();
  }

  private Line parse() {
    String text = lines.isTooLong() ? null : lines.text();
    if (text == null) {
      throw unreadable(
          lines.isTooLong()
              ? "The line is longer than " + LineReader.MOST_BYTES + " bytes."
              : "The line is not UTF-8.");
    }
    try {
      Line line = JsonCodec.read(text, Line.class);
      if (line == null) {
        throw unreadable("The line holds nothing.");
      }
      Soundness.require((Record) line);
      return line;
    } catch (ThreadkeepException e) {
      throw unreadable(e.getMessage());
    }
  }

  private RuntimeException unreadable(String what) {
    return place == Place.START ? noExport(lines.number()) : Refusal.damaged(lines.number(), what);
  }

  private static TransferFormatException noExport(long number) {
    return new TransferFormatException(
        number, "This is no export of Threadkeep: its header is missing.");
  }

  private void take(Line line) {
    if (line instanceof Line.Header header) {
      begin(header);
    } else if (place == Place.START) {
      throw noExport(lines.number());
    } else if (place == Place.BEHIND_END) {
      throw Refusal.damaged(lines.number(), "A line stands behind the end of the file.");
    } else if (line instanceof Line.ThreadStart start) {
      begin(start);
    } else if (line instanceof Line.End end) {
      end(end);
    } else if (thread != null && place == Place.IN_THREAD) {
      takeOfThread(thread, line);
    } else {
      count(line);
      if (place == Place.BETWEEN_THREADS) {
        throw Refusal.damaged(lines.number(), "The line belongs to no thread.");
      }
    }
  }

  private void begin(Line.Header header) {
    if (!header.format().equals(Line.FORMAT)) {
      throw noExport(lines.number());
    }
    if (header.version() != Line.VERSION) {
      throw new TransferFormatException(
          lines.number(),
          "The export has version "
              + header.version()
              + ", and this Threadkeep reads version "
              + Line.VERSION
              + ". Take one that is as new as the one that wrote it.");
    }
    if (place != Place.START && place != Place.BEHIND_END) {
      throw Refusal.damaged(lines.number(), "Another file begins before the end of this one.");
    }
    place = Place.BETWEEN_THREADS;
    read = TransferCounts.NONE;
    damaged = false;
  }

  private void begin(Line.ThreadStart start) {
    if (thread != null) {
      into.tally().problem(Refusal.damaged(lines.number(), "The thread has no end.").about(id()));
      damaged = true;
    }
    read = read.plus(new TransferCounts(1, 0, 0, 0, 0));
    pace.thread();
    begun = start.id();
    place = Place.IN_THREAD;
    thread = null;
    thread = new VerifiedThread(into, sizes, start, lines);
    thread.begin();
  }

  private void takeOfThread(VerifiedThread current, Line line) {
    count(line);
    if (line instanceof Line.OfMessage) {
      pace.message();
    } else {
      pace.other();
    }
    if (current.take(line)) {
      thread = null;
      begun = null;
      place = Place.BETWEEN_THREADS;
    }
  }

  private void count(Line line) {
    if (line instanceof Line.OfMessage) {
      read = read.plus(new TransferCounts(0, 1, 0, 0, 0));
    } else if (line instanceof Line.OfRun) {
      read = read.plus(new TransferCounts(0, 0, 1, 0, 0));
    } else if (line instanceof Line.OfStep) {
      read = read.plus(new TransferCounts(0, 0, 0, 1, 0));
    } else if (line instanceof Line.OfAssistant) {
      read = read.plus(new TransferCounts(0, 0, 0, 0, 1));
    }
  }

  private void end(Line.End end) {
    boolean cut = place == Place.IN_THREAD || (!damaged && !end.totals().equals(read));
    place = Place.BEHIND_END;
    if (cut) {
      throw Refusal.damaged(
          lines.number(), "The file held " + end.totals() + " once, and " + read + " are left.");
    }
  }
}
