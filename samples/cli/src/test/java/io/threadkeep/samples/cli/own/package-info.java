/** What a host has in a jar of its own. */
@NullMarked
package io.threadkeep.samples.cli.own;

import org.jspecify.annotations.NullMarked;
