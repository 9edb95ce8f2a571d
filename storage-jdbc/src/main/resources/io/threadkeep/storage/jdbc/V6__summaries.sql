-- What models have made of conversations: each row is a version, told apart by where it ends. Never part of the log.
-- Each statement can be run again: a migration that was cut off starts anew.

create table if not exists tk_summaries (
  thread_id varchar(40) not null,
  model varchar(256) not null,
  to_position bigint not null,
  from_position bigint not null,
  body clob not null,
  tokens int not null,
  prompt_tokens bigint not null,
  completion_tokens bigint not null,
  cached_tokens bigint not null,
  reasoning_tokens bigint not null,
  created_at bigint not null,
  constraint tk_summaries_pk primary key (thread_id, model, to_position)
);
