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
 * <p>Three rules hold everywhere. Locks are taken in one order: the thread's row, then the run's; a
 * fork's that ends, then those of the threads that it reads, the youngest first. Every change of a
 * run's status is one update that is guarded by {@link io.threadkeep.run.RunMove#sources}; when it
 * hits no row, the transaction is begun again and looks at what happened. Instants that decide come
 * from the {@link io.threadkeep.storage.jdbc.DatabaseClock} inside the statement, after any lock
 * that it waits for; a run's first ones, perhaps before, which makes its time shorter and never
 * longer.
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
 * <p>A sealed text opens in its place only: the tenant, table, column and row. A message's and a
 * run's row is named with its thread, an assistant's with its revision, a summary's with its
 * thread, model and end; steps, events and tool calls with their run. So whatever is changed,
 * exchanged, planted or moved to another thread is found, by whoever reads it. Not bound, and not
 * found, are: a message's position in its thread; rows that are deleted, or put back as they once
 * were (but for assistants); and clear columns, such as who has said it in which run, or how a run
 * has ended.
 *
 * <p>Each text has an AES key of its own, derived from the data key: {@link
 * io.threadkeep.storage.jdbc.DataKey}. So data keys are changed when somebody may know them, not
 * because they wear out. A data key has a number, which its wrap is bound to, and a name, which is
 * a hash of it: numbers may come again after a loss, names do not.
 *
 * <p>One tenant's lost key or broken row is no reason for others to wait: {@link
 * io.threadkeep.storage.jdbc.Claiming} leaves runs that another process can read to it, by {@link
 * io.threadkeep.storage.jdbc.PassedOver}, and fails those that nobody can. What needs no content,
 * to delete, cancel, hand back or reap, is committed before anything is opened.
 */
@NullMarked
package io.threadkeep.storage.jdbc;

import org.jspecify.annotations.NullMarked;
