/**
 * A JUnit 5 extension that gives each test a {@link io.threadkeep.Threadkeep} of its own on memory
 * and the fake: {@link io.threadkeep.transport.fake.junit.ThreadkeepExtension}.
 *
 * <p>Needs JUnit Jupiter and {@code threadkeep-storage-memory} on the class path, which this module
 * does not bring along: only tests load this package.
 */
@NullMarked
package io.threadkeep.transport.fake.junit;

import org.jspecify.annotations.NullMarked;
