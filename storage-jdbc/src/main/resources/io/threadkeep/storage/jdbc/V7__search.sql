-- What messages are found by. All of it is derived: made when somebody searches, and it can be made anew.
-- Each statement can be run again: a migration that was cut off starts anew.

-- words_end is the position up to which the thread's messages have their rows below.
alter table tk_threads add column if not exists words_end bigint default 0 not null;

-- One row for each message that says something. tokens are hashes of its words and of whose it is: no text.
-- Where the database has a text index, it is over the tokens: see Schema.script(Database).
create table if not exists tk_message_words (
  message_id varchar(40) not null,
  thread_id varchar(40) not null,
  tenant varchar(64) not null,
  user_id varchar(128) not null,
  tokens clob not null,
  created_at bigint not null,
  constraint tk_message_words_pk primary key (message_id)
);
create index if not exists tk_message_words_by_thread on tk_message_words (thread_id, created_at, message_id);
create index if not exists tk_message_words_by_user on tk_message_words (tenant, user_id, created_at, message_id);
create index if not exists tk_message_words_by_tenant on tk_message_words (tenant, created_at, message_id);
