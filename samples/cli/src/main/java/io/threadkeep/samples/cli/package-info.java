/**
 * The command line: looks after the threads of any database that Threadkeep is configured for.
 *
 * <p>{@code ThreadkeepCli} reads what all commands have in common; each {@code …Command} is one
 * command, on the public face of Threadkeep alone; {@code Output} prints what it found, for a
 * person or as JSON, and lets nothing through that would steer a terminal.
 */
@NullMarked
package io.threadkeep.samples.cli;

import org.jspecify.annotations.NullMarked;
