package io.threadkeep.storage.jdbc;

import io.threadkeep.secrecy.DecryptionException;
import io.threadkeep.secrecy.DecryptionException.Place;
import io.threadkeep.secrecy.DecryptionException.Reason;
import java.util.Optional;
import org.jooq.TableField;

/** Seals with the tenant's data keys. */
final class TenantSeal implements Seal {
  private final Keyring keys;
  private final String tenant;
  private final boolean acceptClear;

  TenantSeal(Keyring keys, String tenant, boolean acceptClear) {
    this.keys = keys;
    this.tenant = tenant;
    this.acceptClear = acceptClear;
  }

  @Override
  public String close(TableField<?, String> column, String row, String text) {
    return keys.current(tenant).seal(place(column, row), text).toString();
  }

  @Override
  public String open(TableField<?, String> column, String row, String stored) {
    Place place = place(column, row);
    Optional<String> clear = SealedText.ifClear(stored);
    if (clear.isPresent()) {
      if (!acceptClear) {
        throw new DecryptionException(place, 0, Reason.NOT_SEALED, null);
      }
      return clear.get();
    }
    SealedText box =
        SealedText.parse(stored)
            .orElseThrow(() -> new DecryptionException(place, 0, Reason.TAMPERED, null));
    return keys.get(tenant, box.dataKey(), place)
        .open(place, box)
        .orElseThrow(() -> new DecryptionException(place, box.dataKey(), Reason.TAMPERED, null));
  }

  /** Whether {@code stored} is to be sealed anew: it is clear, or under an older key. */
  boolean isOutdated(String stored) {
    return SealedText.parse(stored)
        .map(box -> box.dataKey() != keys.current(tenant).number())
        .orElse(true);
  }

  @Override
  public String fingerprint(String text) {
    DataKey key = keys.current(tenant);
    return key.number() + ":" + key.fingerprint(text);
  }

  /** What is not under a key was stored before encryption was on; it is forgotten within a day. */
  @Override
  public boolean isFingerprint(String stored, String text) {
    int colon = stored.indexOf(':');
    if (colon < 0) {
      return stored.equals(Sha256.hex(text));
    }
    int number = Integer.parseInt(stored, 0, colon, 10);
    Place place = new Place(tenant, "tk_idempotency_keys", "fingerprint", "a key");
    return stored.substring(colon + 1).equals(keys.get(tenant, number, place).fingerprint(text));
  }

  private Place place(TableField<?, String> column, String row) {
    return new Place(tenant, column.getTable().getName(), column.getName(), row);
  }
}
