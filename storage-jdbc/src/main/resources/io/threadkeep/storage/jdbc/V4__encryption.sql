-- The data keys of tenants whose content is sealed. Each statement can be run again.

-- The highest key_no of a tenant seals what is new. wrapped is the key under the envelope key, in Base64; empty once it
-- is erased.
create table if not exists tk_data_keys (
  tenant varchar(64) not null,
  key_no int not null,
  envelope_key_id varchar(512) not null,
  wrapped varchar(8192) not null,
  created_at bigint not null,
  constraint tk_data_keys_pk primary key (tenant, key_no)
);

-- Sealed text is longer than what it holds.
alter table tk_runs alter column error_message set data type clob;
