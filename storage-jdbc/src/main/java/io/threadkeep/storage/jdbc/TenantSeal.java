package io.threadkeep.storage.jdbc;

import io.threadkeep.internal.digest.Sha256;
import io.threadkeep.secrecy.DecryptionException;
import io.threadkeep.secrecy.DecryptionException.Place;
import io.threadkeep.secrecy.DecryptionException.Reason;
import java.util.Optional;
import org.jooq.TableField;

/** Seals with the tenant's data keys, or only reads with them. */
final class TenantSeal implements Seal {
  private final Keyring keys;
  private final String tenant;
  private final EncryptionOptions options;

  TenantSeal(Keyring keys, String tenant, EncryptionOptions options) {
    this.keys = keys;
    this.tenant = tenant;
    this.options = options;
  }

  @Override
  public String close(TableField<?, String> column, String row, String text) {
    return options.seal()
        ? keys.current(tenant).seal(place(column, row), text).toString()
        : SealedText.clear(text);
  }

  @Override
  public String open(TableField<?, String> column, String row, String stored) {
    Place place = place(column, row);
    Optional<String> clear = SealedText.ifClear(stored);
    if (clear.isPresent()) {
      if (!options.readsClear()) {
        throw new DecryptionException(place, 0, Reason.NOT_SEALED, null);
      }
      return clear.get();
    }
    SealedText box =
        SealedText.parse(stored)
            .orElseThrow(() -> new DecryptionException(place, 0, Reason.TAMPERED, null));
    DataKey key = keys.get(tenant, box.dataKey(), place);
    return key.open(place, box)
        .orElseThrow(
            () ->
                new DecryptionException(
                    place,
                    box.dataKey(),
                    key.isOf(box) ? Reason.TAMPERED : Reason.OTHER_KEY,
                    null));
  }

  /**
   * Whether what is stored is to be stored anew.
   *
   * @param head what it begins with, {@link SealedText#HEAD} characters or all of it
   * @throws DecryptionException if it cannot be read
   */
  boolean isOutdated(TableField<?, String> column, String row, String head) {
    SealedText sealed = SealedText.head(head);
    if (!options.seal()) {
      return SealedText.ifClear(head).isEmpty();
    } else if (sealed == null) {
      return true;
    }
    // Looked for first: nobody's content is a reason to give an erased tenant a new key.
    DataKey key = keys.get(tenant, sealed.dataKey(), place(column, row));
    return !key.isOf(sealed) || !keys.current(tenant).isOf(sealed);
  }

  @Override
  public String fingerprint(String text) {
    if (!options.seal()) {
      return Sha256.hex(text);
    }
    DataKey key = keys.current(tenant);
    return key.number() + ":" + key.fingerprint(text);
  }

  /** What is not under a key was stored in the clear; it is forgotten within a day. */
  @Override
  public boolean isFingerprint(String stored, String text) {
    int colon = stored.indexOf(':');
    if (colon < 0) {
      return stored.equals(Sha256.hex(text));
    }
    Place place = new Place(tenant, "tk_idempotency_keys", "fingerprint", "a key");
    return stored
        .substring(colon + 1)
        .equals(keys.get(tenant, number(stored, colon, place), place).fingerprint(text));
  }

  private static int number(String stored, int end, Place place) {
    try {
      return Integer.parseInt(stored, 0, end, 10);
    } catch (NumberFormatException e) {
      throw new DecryptionException(place, 0, Reason.TAMPERED, null);
    }
  }

  private Place place(TableField<?, String> column, String row) {
    return new Place(tenant, column.getTable().getName(), column.getName(), row);
  }
}
