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
 */
@NullMarked
package io.threadkeep.storage.jdbc;

import org.jspecify.annotations.NullMarked;
