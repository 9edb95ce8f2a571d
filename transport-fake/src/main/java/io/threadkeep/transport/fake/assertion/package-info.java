/**
 * Assertions about what a fake transport was asked. The only package that knows AssertJ: a host
 * that tests with these brings AssertJ along, and no other host needs it.
 */
@NullMarked
package io.threadkeep.transport.fake.assertion;

import org.jspecify.annotations.NullMarked;
