-- Read by H2 and PostgreSQL alike.

-- The last report that the event goes on; whether its source ended it; the start of the occurrence before.
alter table alert add column reported_at timestamp(3) with time zone;
alter table alert add column ended_by_source boolean default false not null;
alter table alert add column previous_started_at timestamp(3) with time zone;
update alert set reported_at = updated_at where event_id is not null;
update alert set ended_by_source = true where resolved_by = source;

-- Reports that were refused, one row for each kind.
create table alert_refusal (
    id       varchar(64)  not null primary key,
    source   varchar(64)  not null,
    message  varchar(500) not null,
    example  varchar(500) not null,
    reports  bigint       not null,
    first_at timestamp(3) with time zone not null,
    last_at  timestamp(3) with time zone not null
);
