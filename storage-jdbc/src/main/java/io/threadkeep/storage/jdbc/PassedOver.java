package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.when;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.threadkeep.secrecy.DecryptionException;
import io.threadkeep.secrecy.DecryptionException.Reason;
import io.threadkeep.storage.jdbc.TakenRuns.Unread;
import java.util.Collection;
import java.util.Set;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Which runs this process leaves to others, since it cannot read them: those of tenants whose keys
 * it cannot have at the moment, and, as encryption is switched on or off around it, those that are
 * sealed, or that are not. It learns of either from the first run that it meets; until then a claim
 * asks for nothing more than it does without encryption.
 */
final class PassedOver {
  private static final long MOST = 10_000;
  private static final Condition SEALED = TK_RUNS.SPEC.startsWith(inline(SealedText.AES_256_GCM));

  private final Cache<String, Boolean> tenants;
  private volatile @Nullable Condition form;

  PassedOver(Ticker ticker) {
    this.tenants =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .ticker(ticker)
            .expireAfterWrite(Keyring.REFUSALS_KEPT)
            .build();
  }

  void add(Collection<Unread> unread) {
    for (Unread one : unread) {
      Reason reason = one.why() instanceof DecryptionException e ? e.reason() : null;
      if (reason == Reason.ENCRYPTION_OFF) {
        form = is(SEALED.not());
      } else if (reason == Reason.NOT_SEALED) {
        form = is(SEALED);
      } else {
        tenants.put(one.row().getTenant(), true);
      }
    }
  }

  /** That it is not one of them. */
  Condition others() {
    Condition readable = form == null ? noCondition() : form;
    Set<String> shut = Set.copyOf(tenants.asMap().keySet());
    return shut.isEmpty() ? readable : readable.and(TK_RUNS.TENANT.notIn(shut));
  }

  /** Said so that a database expects it of most rows, and goes on walking the queue's index. */
  private static Condition is(Condition condition) {
    return when(condition, inline(1)).otherwise(inline(0)).ne(inline(0));
  }
}
