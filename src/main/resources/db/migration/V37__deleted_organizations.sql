-- Read by H2 and PostgreSQL alike.

-- An organisation that was deleted is not shown any more; a job deletes what it had, in steps, and then its row.
alter table organization add column deleted_at timestamp(3) with time zone;

-- The holder of the account named its address, and nothing has proved it since.
alter table account add column address_claimed boolean default false not null;
