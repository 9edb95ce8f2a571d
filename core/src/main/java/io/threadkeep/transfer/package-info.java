/**
 * Threads on their way out of a store and into another: {@link io.threadkeep.transfer.Exporter},
 * {@link io.threadkeep.transfer.Importer}.
 *
 * <p>A file is UTF-8, one JSON object in each line, and tells by {@code type} what it is:
 *
 * <pre>
 * header                      format, version, when, which scope
 *   thread                    id, user, metadata, creation
 *     message ...             by position, from 1, without gaps
 *     assistant ...           before the first run that names it
 *     run, step ...           that have ended, by creation, each with its steps
 *     check                   after each 200 lines or 1 MiB: lines and their SHA-256 so far
 *   thread_end                counts, lines, SHA-256
 *   thread ...
 * end                         totals: where it is missing, the file was cut off
 * </pre>
 *
 * <p>The hash runs over the bytes of the thread's lines, line feeds included, {@code check} and
 * {@code thread_end} left out. What a check has not confirmed is not stored. Memory on both sides
 * is bounded by a batch between two checks, and a line by 16 MiB. Files may be put behind each
 * other.
 *
 * <p>The tenant is not in the lines of threads: an import goes into the caller's. Not in the file
 * are runs that have not ended (counted), events, idempotency keys, and what tools left in the
 * ledger.
 */
@NullMarked
package io.threadkeep.transfer;

import org.jspecify.annotations.NullMarked;
