/**
 * The textual form of bodies: what {@code storage-jdbc} keeps in its text columns and what
 * recordings are written in. One codec, so that every backend stores the same thing.
 */
@NullMarked
package io.threadkeep.json;

import org.jspecify.annotations.NullMarked;
