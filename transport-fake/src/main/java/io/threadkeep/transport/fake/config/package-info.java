/**
 * The fake transport without code: {@code threadkeep.transport = fake}, and a script in a file that
 * {@code threadkeep.fake.script} names. A reader for each kind of section; each turns what it reads
 * into calls of the builder, so that a file can say nothing that code cannot.
 */
@NullMarked
package io.threadkeep.transport.fake.config;

import org.jspecify.annotations.NullMarked;
