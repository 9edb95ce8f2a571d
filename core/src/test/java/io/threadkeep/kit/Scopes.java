package io.threadkeep.kit;

import io.threadkeep.id.Scope;

/** Whose data the rules play with: two tenants that both have an Ann. */
final class Scopes {
  static final Scope ACME = Scope.tenant("acme");
  static final Scope ANN = Scope.user("acme", "ann");
  static final Scope BOB = Scope.user("acme", "bob");
  static final Scope GLOBEX = Scope.tenant("globex");
  static final Scope GLOBEX_ANN = Scope.user("globex", "ann");

  private Scopes() {}
}
