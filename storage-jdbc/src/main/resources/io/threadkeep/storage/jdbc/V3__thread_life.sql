-- The life of a thread: archived, deleted, purged.
-- Each statement can be run again: a migration that was cut off starts anew.

-- state is active, archived or deleted; purge_at is set while it is deleted: when its rows may be removed, 0 once that has begun.
-- active_at is when the newest message was stored, or the thread brought back; it is in no index, so that a message touches none.
alter table tk_threads add column if not exists state varchar(16) default 'active' not null;
alter table tk_threads add column if not exists active_at bigint default 0 not null;
alter table tk_threads add column if not exists purge_at bigint;
update tk_threads set active_at = coalesce((select tk_messages.created_at from tk_messages where tk_messages.thread_id = tk_threads.id and tk_messages.position = tk_threads.message_count), tk_threads.created_at) where active_at = 0;
drop index if exists tk_threads_by_tenant on tk_threads;
drop index if exists tk_threads_by_user on tk_threads;
create index if not exists tk_threads_of_tenant on tk_threads (tenant, state, created_at, id);
create index if not exists tk_threads_of_user on tk_threads (tenant, user_id, state, created_at, id);
create index if not exists tk_threads_to_purge on tk_threads (purge_at, id);

-- Work on the whole storage that has one holder at a time: held until lease_until, if that is set.
create table if not exists tk_jobs (
  name varchar(64) not null,
  worker varchar(255),
  token bigint not null,
  lease_until bigint,
  progress clob not null,
  updated_at bigint not null,
  constraint tk_jobs_pk primary key (name)
);

-- Receipts of erasures, without content: digest is of the subject, which nothing here names; round counts those of one subject.
-- counts is JSON: what was removed, by kind.
create table if not exists tk_erasures (
  digest varchar(64) not null,
  round int not null,
  subject varchar(16) not null,
  counts clob not null,
  begun_at bigint not null,
  ended_at bigint,
  constraint tk_erasures_pk primary key (digest, round)
);
