/**
 * Configuration and the one composition root: the only place of core that knows Guice.
 *
 * <p>Settings come from {@code reference.conf}, {@code application.conf}, system properties and
 * {@code THREADKEEP_*} variables, later ones first. Backends are found by name through {@link
 * java.util.ServiceLoader}. Whatever is wrong is reported together.
 */
@NullMarked
package io.threadkeep.wiring;

import org.jspecify.annotations.NullMarked;
