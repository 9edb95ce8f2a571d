package io.threadkeep.transport.fake.cassette;

/** Which recorded interactions may answer a request that is equal to theirs. */
public enum Matching {
  /** Only the next one: requests come in the order in which they were recorded. */
  IN_ORDER,
  /** The first one that was not used yet: for runs that go on side by side. */
  ANY_ORDER
}
