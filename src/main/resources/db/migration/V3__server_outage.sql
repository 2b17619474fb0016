-- Read by H2 and PostgreSQL alike.

alter table server_absence rename to server_outage;
alter index server_absence_end rename to server_outage_end;
