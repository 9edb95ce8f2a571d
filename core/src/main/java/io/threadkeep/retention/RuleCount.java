package io.threadkeep.retention;

/**
 * What one rule has come to.
 *
 * @param matched threads that it fits
 * @param done of those, archived or deleted; in a dry run, that would have been
 * @param skipped the others: a run of theirs had not ended, or somebody was writing to them
 */
public record RuleCount(long matched, long done, long skipped) {
  public static final RuleCount NONE = new RuleCount(0, 0, 0);

  public RuleCount plus(RuleCount other) {
    return new RuleCount(matched + other.matched, done + other.done, skipped + other.skipped);
  }
}
