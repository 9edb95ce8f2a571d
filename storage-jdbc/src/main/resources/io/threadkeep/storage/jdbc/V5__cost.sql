-- What runs have used, by whom and for whom.
-- Each statement can be run again: a migration that was cut off starts anew.

-- An empty assistant_id stands for one that is not known. A run's spec begins with its assistant.
alter table tk_runs add column if not exists assistant_id varchar(40) default '' not null;
update tk_runs set assistant_id = substring(spec from 18 for 29) where assistant_id = '' and spec like '{"assistant_id":"asst_%';

-- created_at is in it so that a sum over some days passes over the other days' runs without a look at them.
drop index if exists tk_runs_by_queued_user on tk_runs;
create index if not exists tk_runs_by_owner on tk_runs (status, tenant, user_id, turn, created_at);

-- What has no run: those of removed threads, added up, with an empty entry; and work beside any run, an entry each.
-- usage_day is when the UTC day began.
create table if not exists tk_usage (
  tenant varchar(64) not null,
  user_id varchar(128) not null,
  usage_day bigint not null,
  assistant_id varchar(40) not null,
  model varchar(256) not null,
  entry varchar(64) not null,
  runs bigint not null,
  prompt_tokens bigint not null,
  completion_tokens bigint not null,
  cached_tokens bigint not null,
  reasoning_tokens bigint not null,
  constraint tk_usage_pk primary key (tenant, user_id, usage_day, assistant_id, model, entry)
);
create index if not exists tk_usage_by_day on tk_usage (tenant, usage_day);

-- What is spent of a budget in one period, in tokens or billionths; id stands for all that tells budgets apart.
create table if not exists tk_budgets (
  id varchar(64) not null,
  period_start bigint not null,
  period_end bigint,
  name varchar(64) not null,
  tenant varchar(64) not null,
  user_id varchar(128) not null,
  thread_id varchar(40) not null,
  spent bigint not null,
  reserved bigint not null,
  constraint tk_budgets_pk primary key (id, period_start)
);
create index if not exists tk_budgets_by_end on tk_budgets (period_end);
create index if not exists tk_budgets_by_user on tk_budgets (tenant, user_id);
create index if not exists tk_budgets_by_thread on tk_budgets (thread_id);

-- What is reserved for a model call under way; token is of the lease that it was reserved under.
create table if not exists tk_reservations (
  run_id varchar(40) not null,
  call_id varchar(40) not null,
  budget_id varchar(64) not null,
  period_start bigint not null,
  unit varchar(8) not null,
  amount bigint not null,
  token bigint not null,
  created_at bigint not null,
  constraint tk_reservations_pk primary key (run_id, call_id, budget_id)
);
