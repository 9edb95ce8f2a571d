/**
 * Threads on their way out of a store and into another: {@link io.threadkeep.transfer.Exporter},
 * {@link io.threadkeep.transfer.Importer}.
 *
 * <p>A file is UTF-8, one JSON object in each line, and tells by {@code type} what it is:
 *
 * <pre>
 * header                      format, version, when, which scope
 *   thread                    id, user, metadata, creation, state, last activity
 *     message ...             by position, from 1, without gaps
 *     assistant ...           before the first run of the thread that names it
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
 * <p>A fork has all its messages in the file, those that it shares too, under the ids that they
 * have in the other threads: by these an import finds what is there.
 *
 * <p>The tenant is not in the lines of threads: an import goes into the caller's. Not in the file
 * are deleted threads, runs that have not ended and whatever takes more than a line (both counted),
 * events, idempotency keys, summaries, what tools left in their ledger, the ledger of usage, and
 * what is spent of budgets.
 *
 * <p>Runs bring their usage along, and sums of usage show it from then on as they show that of any
 * run. So who exports a thread, has it removed, and takes it in again has its usage twice: in the
 * ledger, where the removal noted it, and with the runs. Budgets are not touched by any of this.
 */
@NullMarked
package io.threadkeep.transfer;

import org.jspecify.annotations.NullMarked;
