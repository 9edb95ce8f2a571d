package io.threadkeep.wiring;

import io.threadkeep.context.ContextPolicies;
import io.threadkeep.context.ContextPolicyType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;

/** Kinds of context policies that are on the class path as services. */
final class FoundPolicies {

  private FoundPolicies() {}

  /** What a configuration can name. */
  static ContextPolicies known() {
    return ContextPolicies.builtIn().with(found());
  }

  static List<ContextPolicyType> and(Collection<ContextPolicyType> more) {
    List<ContextPolicyType> all = new ArrayList<>(found());
    all.addAll(more);
    return all;
  }

  private static List<ContextPolicyType> found() {
    return ServiceLoader.load(ContextPolicyType.class, ContextPolicyType.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}
