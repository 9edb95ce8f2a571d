-- Threadkeep's tables, once for every database: parsed by jOOQ, then written in each database's own words.
-- To run it by hand, print it for your database with Schema.script(Database): text must be compared byte by byte.
-- Times are microseconds since 1970-01-01 UTC; bodies are JSON; an empty user_id stands for no user.

create table if not exists tk_schema_version (
  version int not null,
  constraint tk_schema_version_pk primary key (version)
);

create table if not exists tk_threads (
  id varchar(40) not null,
  tenant varchar(64) not null,
  user_id varchar(128) not null,
  metadata clob not null,
  message_count bigint not null,
  created_at bigint not null,
  constraint tk_threads_pk primary key (id)
);
create index if not exists tk_threads_by_tenant on tk_threads (tenant, created_at, id);
create index if not exists tk_threads_by_user on tk_threads (tenant, user_id, created_at, id);

-- pair_hash is of key and value together: short enough for every database's index, whatever the value.
create table if not exists tk_thread_metadata (
  thread_id varchar(40) not null,
  meta_key varchar(64) not null,
  meta_value varchar(512) not null,
  pair_hash bigint not null,
  tenant varchar(64) not null,
  created_at bigint not null,
  constraint tk_thread_metadata_pk primary key (thread_id, meta_key)
);
create index if not exists tk_thread_metadata_by_pair on tk_thread_metadata (tenant, pair_hash, created_at, thread_id);

create table if not exists tk_messages (
  id varchar(40) not null,
  thread_id varchar(40) not null,
  position bigint not null,
  body clob not null,
  run_id varchar(40),
  assistant_id varchar(40),
  incomplete varchar(32),
  tokens int not null,
  created_at bigint not null,
  constraint tk_messages_pk primary key (id),
  constraint tk_messages_by_position unique (thread_id, position)
);

create table if not exists tk_assistants (
  id varchar(40) not null,
  tenant varchar(64) not null,
  revision bigint not null,
  definition clob not null,
  created_at bigint not null,
  constraint tk_assistants_pk primary key (id)
);
create index if not exists tk_assistants_by_tenant on tk_assistants (tenant, created_at, id);

-- active_thread_id is the thread's while the run has not ended, then null: one active run per thread.
-- lease_until is in no index, so that a heartbeat touches none.
create table if not exists tk_runs (
  id varchar(40) not null,
  thread_id varchar(40) not null,
  active_thread_id varchar(40),
  tenant varchar(64) not null,
  user_id varchar(128) not null,
  spec clob not null,
  status varchar(20) not null,
  pinned_end bigint not null,
  submitted int not null,
  attempts int not null,
  token bigint not null,
  worker varchar(255),
  lease_until bigint,
  not_before bigint not null,
  created_at bigint not null,
  expires_at bigint not null,
  started_at bigint,
  ended_at bigint,
  prompt_tokens bigint not null,
  completion_tokens bigint not null,
  cached_tokens bigint not null,
  reasoning_tokens bigint not null,
  error_code varchar(32),
  error_message varchar(2000),
  incomplete varchar(32),
  constraint tk_runs_pk primary key (id),
  constraint tk_runs_active unique (active_thread_id)
);
create index if not exists tk_runs_by_thread on tk_runs (thread_id, created_at, id);
create index if not exists tk_runs_to_claim on tk_runs (status, created_at, id, not_before);
create index if not exists tk_runs_to_expire on tk_runs (status, expires_at);

create table if not exists tk_steps (
  id varchar(40) not null,
  run_id varchar(40) not null,
  attempt int not null,
  body clob not null,
  created_at bigint not null,
  constraint tk_steps_pk primary key (id)
);
create index if not exists tk_steps_by_run on tk_steps (run_id, created_at, id);

-- What a key stands for: a thread; message_count messages of it, up to last_position; or a run.
create table if not exists tk_idempotency_keys (
  tenant varchar(64) not null,
  user_id varchar(128) not null,
  idempotency_key varchar(255) not null,
  operation varchar(16) not null,
  fingerprint varchar(64) not null,
  thread_id varchar(40) not null,
  run_id varchar(40),
  last_position bigint not null,
  message_count int not null,
  created_at bigint not null,
  constraint tk_idempotency_keys_pk primary key (tenant, user_id, idempotency_key)
);
create index if not exists tk_idempotency_keys_by_thread on tk_idempotency_keys (thread_id);
create index if not exists tk_idempotency_keys_by_age on tk_idempotency_keys (created_at);
