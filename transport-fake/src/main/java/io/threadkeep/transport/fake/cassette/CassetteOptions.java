package io.threadkeep.transport.fake.cassette;

/**
 * How a cassette is used.
 *
 * @param matching while replaying; {@link CassetteMode#RECORD_MISSING} matches in any order
 * @param redaction of what is written, and on both sides of what is compared
 */
public record CassetteOptions(CassetteMode mode, Matching matching, Redaction redaction) {

  /** Replay in order, without well-known secrets: nothing is recorded unless somebody says so. */
  public static CassetteOptions defaults() {
    return new CassetteOptions(CassetteMode.REPLAY, Matching.IN_ORDER, Redaction.wellKnown());
  }

  public CassetteOptions mode(CassetteMode newMode) {
    return new CassetteOptions(newMode, matching, redaction);
  }

  public CassetteOptions matching(Matching newMatching) {
    return new CassetteOptions(mode, newMatching, redaction);
  }

  public CassetteOptions redaction(Redaction newRedaction) {
    return new CassetteOptions(mode, matching, newRedaction);
  }
}
