/**
 * {@link io.threadkeep.store.ThreadStore} on SQL: H2 (the embedded default), PostgreSQL and
 * MariaDB, all through jOOQ's typed DSL over tables generated from the one DDL script.
 *
 * <p>One class per table ({@code …Rows}) knows its columns; one per role ({@code Jdbc…}) is made of
 * transactions over them. {@link io.threadkeep.storage.jdbc.Transactions} is the one place that
 * begins, repeats and has committed; {@link io.threadkeep.storage.jdbc.Dialect} is the one place
 * where databases differ. Writes that nothing else in their transaction depends on are {@link
 * io.threadkeep.storage.jdbc.LastWrites}: they are made at its end, in one round trip with the
 * commit where the database takes them so.
 *
 * <p>What most transactions are, append, submission and a run's end on a thread that nobody else is
 * at, is one statement where the database lets queries write: {@link
 * io.threadkeep.storage.jdbc.OneStatement}. The steps behind it are for everything else, and for
 * the other databases.
 *
 * <p>Three rules hold everywhere. Locks are taken in one order: the thread's row, then the run's.
 * Every change of a run's status is one update that is guarded by {@link
 * io.threadkeep.run.RunMove#sources}; when it hits no row, the transaction is begun again and looks
 * at what happened. Instants that decide come from the {@link
 * io.threadkeep.storage.jdbc.DatabaseClock} inside the statement, after any lock that it waits for;
 * a run's first ones, perhaps before, which makes its time shorter and never longer.
 *
 * <p>The quick path of a write does not look first whether it was done before: unique keys tell,
 * the transaction is rolled back, and its repetition looks. What was committed under a lost
 * connection is found the same way.
 *
 * <h2>Encryption</h2>
 *
 * <p>If it is on, the bodies of messages, steps and events, the outputs of tools, what runs are to
 * do and why they failed, and the definitions of assistants are sealed by the {@link
 * io.threadkeep.storage.jdbc.Seal} of their tenant, which {@link
 * io.threadkeep.storage.jdbc.Tables#in} hands to the tables. A data key that is not at hand is
 * fetched between transactions, never in one: {@link
 * io.threadkeep.storage.jdbc.KeysWantedException}. Clear stays what is searched, counted or ordered
 * by: ids, tenants and users, times, positions, threads' metadata, idempotency keys, models, names
 * of workers, statuses, error codes, token counts and the models' ids of tool calls; so does how
 * long a text is. What was asked under an idempotency key is kept as an HMAC.
 *
 * <p>A sealed text opens in its tenant, table, column and row only. That finds whatever is changed,
 * exchanged or planted. It does not find rows that are deleted, put back as they once were (but for
 * assistants, whose revision is bound), or clear columns that are changed: a message that is moved
 * to another place or thread of its tenant is read there.
 *
 * <p>One tenant's lost key is no reason for others to wait: {@link
 * io.threadkeep.storage.jdbc.Claiming} passes its runs over, and fails those that nobody can read.
 */
@NullMarked
package io.threadkeep.storage.jdbc;

import org.jspecify.annotations.NullMarked;
