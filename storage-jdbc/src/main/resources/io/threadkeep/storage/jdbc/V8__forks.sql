-- Threads that begin as a part of another one.
-- Each statement can be run again: a migration that was cut off starts anew.

-- Where a thread has left another one, for people to read. A thread that is purged while forks read its messages keeps its
-- row, deleted, without purge_at and metadata, as long as they do.
alter table tk_threads add column if not exists forked_from varchar(40);
alter table tk_threads add column if not exists forked_at bigint default 0 not null;

-- The messages of a fork from from_position to to_position are source_id's own rows. Together, and with the fork's own rows
-- behind them, they are its log, dense and in order; a fork of a fork has the rows of all that it reads.
create table if not exists tk_thread_sources (
  thread_id varchar(40) not null,
  to_position bigint not null,
  from_position bigint not null,
  source_id varchar(40) not null,
  constraint tk_thread_sources_pk primary key (thread_id, to_position)
);
create index if not exists tk_thread_sources_by_source on tk_thread_sources (source_id, to_position, thread_id);
