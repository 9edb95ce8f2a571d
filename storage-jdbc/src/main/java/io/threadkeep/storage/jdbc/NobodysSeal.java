package io.threadkeep.storage.jdbc;

import org.jooq.TableField;

/** What stands where content is not to be touched, since it is not known whose it is. */
final class NobodysSeal implements Seal {

  @Override
  public String close(TableField<?, String> column, String row, String text) {
    throw refusal();
  }

  @Override
  public String open(TableField<?, String> column, String row, String stored) {
    throw refusal();
  }

  @Override
  public String fingerprint(String text) {
    throw refusal();
  }

  @Override
  public boolean isFingerprint(String stored, String text) {
    throw refusal();
  }

  private static IllegalStateException refusal() {
    return new IllegalStateException(
        "Content was to be read or written without its tenant: go through Tables.in or Tables.of.");
  }
}
