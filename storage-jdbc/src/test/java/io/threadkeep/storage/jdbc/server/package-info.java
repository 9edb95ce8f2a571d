/**
 * Real database servers for tests, started by the tests themselves; published in the test-jar, so
 * that the samples run on the same ones.
 *
 * <p>{@link io.threadkeep.storage.jdbc.server.Servers} has one of each for the whole JVM. They
 * listen on free loopback ports, keep their files under {@code java.io.tmpdir}, and end with the
 * JVM.
 */
@NullMarked
package io.threadkeep.storage.jdbc.server;

import org.jspecify.annotations.NullMarked;
