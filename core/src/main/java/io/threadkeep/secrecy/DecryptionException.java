package io.threadkeep.secrecy;

import io.threadkeep.error.ThreadkeepException;
import org.jspecify.annotations.Nullable;

/**
 * Stored content cannot be read. It is never passed over and never taken for empty; the message
 * says where it is, and nothing of what it is.
 */
public final class DecryptionException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  /** What was found; the text says what to do. */
  public enum Reason {
    ENVELOPE_KEY_MISSING(
        true,
        "its data key cannot be opened here. Give this process the envelope key that the data key is"
            + " wrapped by."),
    KEY_MISSING(
        false,
        "its data key is not in the database. Restore the data keys from where the row came from."),
    OTHER_KEY(
        false,
        "the data key under its number is not the one that it was sealed with: it was moved here"
            + " from another tenant, or the data keys were lost and made anew. Restore the row, or"
            + " them, from a backup."),
    KEY_ERASED(false, "its data key was erased, and its content with it. Delete the row."),
    TAMPERED(
        false,
        "it was changed, or moved here from another row, column, thread or tenant. Restore it from a"
            + " backup and find out who writes to the database."),
    NOT_SEALED(
        true,
        "it is not sealed, and clear content is not accepted. If it was stored before encryption was"
            + " switched on, accept clear content until everything is sealed."),
    ENCRYPTION_OFF(true, "it is sealed, and encryption is off. Switch it on with the keys it had.");

    private final boolean ofThisProcess;
    private final String text;

    Reason(boolean ofThisProcess, String text) {
      this.ofThisProcess = ofThisProcess;
      this.text = text;
    }

    /** Whether the process is what cannot read it: one with other keys or settings may. */
    public boolean isOfThisProcess() {
      return ofThisProcess;
    }
  }

  /**
   * Where content stands.
   *
   * @param tenant empty if that is not known
   * @param row what is unique of it in its table
   */
  public record Place(String tenant, String table, String column, String row) {
    @Override
    public String toString() {
      return table + "." + column + " of " + row + (tenant.isEmpty() ? "" : " of tenant " + tenant);
    }
  }

  private final transient Place place;
  private final int dataKey;
  private final Reason reason;

  /**
   * @param dataKey the number of the tenant's data key; 0 if none is named
   */
  public DecryptionException(
      Place place, int dataKey, Reason reason, @Nullable ThreadkeepException cause) {
    super(
        "Could not read "
            + place
            + (dataKey == 0 ? "" : " (data key " + dataKey + ")")
            + ": "
            + reason.text,
        cause);
    this.place = place;
    this.dataKey = dataKey;
    this.reason = reason;
  }

  public Place place() {
    return place;
  }

  public int dataKey() {
    return dataKey;
  }

  public Reason reason() {
    return reason;
  }
}
