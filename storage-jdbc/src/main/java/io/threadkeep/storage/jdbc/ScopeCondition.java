package io.threadkeep.storage.jdbc;

import io.threadkeep.id.Scope;
import org.jooq.Condition;
import org.jooq.Field;

/** Keeps every statement inside the caller's scope. */
final class ScopeCondition {
  /** What stands in {@code user_id} for no user: null is never equal to itself in a key. */
  private static final String NO_USER = "";

  private ScopeCondition() {}

  static Condition of(Field<String> tenant, Field<String> user, Scope scope) {
    Condition inTenant = tenant.eq(scope.tenant());
    return scope.user() == null ? inTenant : inTenant.and(user.eq(scope.user()));
  }

  static String user(Scope scope) {
    return scope.user() == null ? NO_USER : scope.user();
  }

  static Scope scope(String tenant, String user) {
    return new Scope(tenant, user.equals(NO_USER) ? null : user);
  }
}
