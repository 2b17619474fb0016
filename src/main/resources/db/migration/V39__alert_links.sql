-- Read by H2 and PostgreSQL alike.

-- Where the source of an alert shows it, an address for people.
alter table alert add column link varchar(2000);
