/**
 * The contract kit: published as core's test-jar, so that whoever writes a backend runs the same
 * numbered rules.
 */
@NullMarked
package io.threadkeep.kit;

import org.jspecify.annotations.NullMarked;
