package io.threadkeep.id;

import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import org.jspecify.annotations.Nullable;

/**
 * Whose data this is: a tenant and, where given, one user of it.
 *
 * <p>Nothing is read or written outside a scope. A scope without a user is the whole tenant: it
 * reaches the threads of all its users, and what it creates belongs to none of them. Assistants
 * belong to the tenant. Names are compared exactly, byte by byte.
 */
public record Scope(String tenant, @Nullable String user) {
  /** Where a host that has only itself as tenant works. */
  public static final Scope DEFAULT = new Scope("default", null);

  public Scope {
    Checks.requiredText("scope.tenant", tenant, Limits.TENANT);
    if (user != null) {
      Checks.requiredText("scope.user", user, Limits.USER);
    }
  }

  public static Scope tenant(String tenant) {
    return new Scope(tenant, null);
  }

  public static Scope user(String tenant, String user) {
    return new Scope(tenant, user);
  }

  /** Whether data of {@code owner} may be seen from here. */
  public boolean reaches(Scope owner) {
    return tenant.equals(owner.tenant) && (user == null || user.equals(owner.user));
  }
}
