package io.threadkeep.transport.fake.cassette;

/** Where answers come from, and whether the cassette is written. */
public enum CassetteMode {
  /** From the cassette alone: nothing calls out, and the file stays as it is. */
  REPLAY,
  /** From the model alone: the file is written anew. */
  RECORD,
  /**
   * From the cassette where it has the request, and else once from the model. The file is left in
   * the order of use, with what was not used at its end.
   */
  RECORD_MISSING
}
