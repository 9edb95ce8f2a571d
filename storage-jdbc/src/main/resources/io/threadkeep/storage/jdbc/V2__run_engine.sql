-- What the run engine keeps beside a run: its place in the queue, its events, what its tools did, and how fast models may be called.
-- Each statement can be run again: a migration that was cut off starts anew.

-- waiting_runs counts the thread's queued runs that wait for its active one; one that ended as it waited may still be counted.
alter table tk_threads add column if not exists waiting_runs int default 0 not null;

-- waiting_thread_id is the thread's while another of its runs is active; then active_thread_id and turn are null.
-- turn is the place in the fair queue, in microseconds of virtual time, null if it has never been there; 0 goes first.
-- weight is the user's share of the queue.
-- tool_set stands for the tools that a worker must have; submitted_end is where the submitted messages end.
alter table tk_runs add column if not exists waiting_thread_id varchar(40);
alter table tk_runs add column if not exists turn bigint;
alter table tk_runs add column if not exists weight int default 1 not null;
alter table tk_runs add column if not exists model varchar(256) default '' not null;
alter table tk_runs add column if not exists tool_set varchar(64) default '' not null;
alter table tk_runs add column if not exists submitted_end bigint default 0 not null;
alter table tk_runs add column if not exists advances int default 0 not null;
alter table tk_runs add column if not exists last_event bigint default 0 not null;
update tk_runs set turn = created_at, submitted_end = pinned_end where turn is null and waiting_thread_id is null;
drop index if exists tk_runs_to_claim on tk_runs;
create index if not exists tk_runs_by_turn on tk_runs (status, turn, id, not_before);
create index if not exists tk_runs_by_queued_user on tk_runs (status, tenant, user_id, turn);
create index if not exists tk_runs_waiting on tk_runs (waiting_thread_id, created_at, id);

-- One row holds the events that were stored together: first_event to last_event of the run's one sequence.
create table if not exists tk_events (
  run_id varchar(40) not null,
  first_event bigint not null,
  last_event bigint not null,
  body clob not null,
  created_at bigint not null,
  constraint tk_events_pk primary key (run_id, first_event)
);
create index if not exists tk_events_by_age on tk_events (first_event, created_at, run_id);

-- What is known of a tool call's effect: begun before it may happen, ended when its output is there.
create table if not exists tk_tool_calls (
  run_id varchar(40) not null,
  step_id varchar(40) not null,
  call_id varchar(128) not null,
  token bigint not null,
  output clob,
  failed boolean,
  begun_at bigint not null,
  ended_at bigint,
  constraint tk_tool_calls_pk primary key (run_id, step_id, call_id)
);

-- How fast a model may be called, by all processes together; what is left of a minute's allowance is in millionths.
create table if not exists tk_gates (
  model varchar(256) not null,
  closed_until bigint not null,
  requests_left bigint not null,
  tokens_left bigint not null,
  refilled_at bigint not null,
  constraint tk_gates_pk primary key (model)
);
