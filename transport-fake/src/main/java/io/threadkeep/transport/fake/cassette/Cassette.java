package io.threadkeep.transport.fake.cassette;

import io.threadkeep.transport.ModelTransport;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One file of recorded model calls. Safe for use by many threads.
 *
 * <pre>{@code
 * try (Cassette cassette = Cassette.open(Path.of("src/test/resources/cassettes/capitals.yaml"))) {
 *   ModelTransport model = cassette.transport(() -> theRealOne());
 *   ...
 *   cassette.verify();
 * }
 * }</pre>
 *
 * <p>It replays unless its options say otherwise, and then never calls out. While recording, the
 * file is written after each call, whole and in one move.
 */
public final class Cassette implements AutoCloseable {
  private final CassetteOptions options;
  private final CassetteFile file;
  private final Deck deck;

  private Cassette(CassetteOptions options, CassetteFile file) {
    this.options = options;
    this.file = file;
    this.deck = new Deck(file, options);
  }

  /** Opens a cassette to replay it, with the options that one starts with. */
  public static Cassette open(Path file) {
    return open(file, CassetteOptions.defaults());
  }

  /**
   * @throws CassetteException if the file is damaged or of a newer version, or is missing and to be
   *     replayed
   */
  public static Cassette open(Path path, CassetteOptions options) {
    CassetteFile file = new CassetteFile(path);
    if (options.mode() == CassetteMode.REPLAY && file.isMissing()) {
      throw new CassetteException(
          path,
          "there is no such file, and replaying never calls out. Record it first, with "
              + CassetteMode.RECORD_MISSING
              + ".",
          null);
    }
    return new Cassette(options, file);
  }

  /**
   * A transport as {@link CassetteOptions#mode} says.
   *
   * @param live makes the transport to record from; never asked while replaying
   */
  public ModelTransport transport(Supplier<? extends ModelTransport> live) {
    return options.mode() == CassetteMode.REPLAY
        ? new ReplayingTransport(this)
        : new RecordingTransport(live.get(), this);
  }

  public Path file() {
    return file.path();
  }

  public CassetteMode mode() {
    return options.mode();
  }

  /** What was recorded and nobody has asked for yet, in the order of the file. */
  public List<Interaction> unused() {
    return deck.unused().stream().map(Recorded::place).toList();
  }

  /**
   * @throws CassetteException if anything recorded was not used: the code asks less than it did
   */
  public void verify() {
    List<Interaction> unused = unused();
    if (!unused.isEmpty()) {
      String places = unused.stream().map(Interaction::toString).collect(Collectors.joining(", "));
      throw new CassetteException(
          file.path(),
          "recorded, but not asked for this time: "
              + places
              + ". If that is meant, record it again or remove them.",
          null);
    }
  }

  /**
   * Writes what is not written yet. Transports on this cassette answer no more, and calls that end
   * later are not written. If nothing was recorded, a file that is there stays as it is.
   */
  @Override
  public void close() {
    deck.close();
  }

  Deck deck() {
    return deck;
  }

  @Override
  public String toString() {
    return "Cassette[" + file.path() + ", " + options.mode() + "]";
  }
}
