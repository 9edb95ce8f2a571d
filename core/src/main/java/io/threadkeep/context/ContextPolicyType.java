package io.threadkeep.context;

import java.util.function.Function;

/**
 * Reads one kind of policy from its written form. Hosts register those of their own: with {@code
 * Foundations}, in Guice's set, or as a {@link java.util.ServiceLoader} service, which is how a
 * configuration file can name them too.
 */
public interface ContextPolicyType {

  /** What stands before the brackets: lower case letters, digits and hyphens. */
  String name();

  /** How it is written, for people: {@code last-messages(n)}. */
  String form();

  /**
   * @throws io.threadkeep.error.InvalidInputException if no policy of this kind is written so
   */
  ContextPolicy read(PolicyArguments arguments);

  static ContextPolicyType of(
      String name, String form, Function<PolicyArguments, ContextPolicy> reading) {
    return new ContextPolicyType() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String form() {
        return form;
      }

      @Override
      public ContextPolicy read(PolicyArguments arguments) {
        return reading.apply(arguments);
      }
    };
  }
}
