package io.threadkeep.storage.jdbc;

import io.threadkeep.internal.digest.Sha256;
import io.threadkeep.secrecy.DecryptionException;
import io.threadkeep.secrecy.DecryptionException.Place;
import io.threadkeep.secrecy.DecryptionException.Reason;
import org.jooq.TableField;

/** Content is stored as it is; what was sealed before is refused, not taken for content. */
final class NoSeal implements Seal {

  @Override
  public String close(TableField<?, String> column, String row, String text) {
    return SealedText.clear(text);
  }

  @Override
  public String open(TableField<?, String> column, String row, String stored) {
    return SealedText.ifClear(stored)
        .orElseThrow(
            () ->
                new DecryptionException(
                    new Place("", column.getTable().getName(), column.getName(), row),
                    dataKey(stored),
                    Reason.ENCRYPTION_OFF,
                    null));
  }

  private static int dataKey(String stored) {
    SealedText head = SealedText.head(stored);
    return head == null ? 0 : head.dataKey();
  }

  @Override
  public String fingerprint(String text) {
    return Sha256.hex(text);
  }

  @Override
  public boolean isFingerprint(String stored, String text) {
    if (stored.indexOf(':') >= 0) {
      throw new DecryptionException(
          new Place("", "tk_idempotency_keys", "fingerprint", "a key"),
          0,
          Reason.ENCRYPTION_OFF,
          null);
    }
    return stored.equals(fingerprint(text));
  }
}
