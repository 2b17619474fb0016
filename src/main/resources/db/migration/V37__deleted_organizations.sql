-- Read by H2 and PostgreSQL alike.

-- An organisation that was deleted is not shown any more; a job deletes what it had, in steps, and then its row.
alter table organization add column deleted_at timestamp(3) with time zone;
