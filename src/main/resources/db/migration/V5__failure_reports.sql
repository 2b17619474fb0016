-- Read by H2 and PostgreSQL alike.

-- A row of pulse is a report: that the service works, or that it has failed, with what its sender said.
alter table pulse add column failed boolean not null default false;
alter table pulse add column message varchar(500);

-- The newest failure, and the beginning of the downtime. Checks are no longer counted: silence is judged by its length.
alter table monitor_state add column failed_at timestamp(3) with time zone;
alter table monitor_state add column failure varchar(500);
alter table monitor_state add column down_since timestamp(3) with time zone;
alter table monitor_state add column intervals_from timestamp(3) with time zone;
alter table monitor_state drop column misses;
update monitor_state set down_since = last_pulse_at
    + (select interval_seconds from monitor where id = monitor_state.monitor_id) * interval '1' second
    where status = 'down';

-- Where a monitor was not up, in the time that is aggregated: what its groups are computed from. Before intervals_from, of a monitor
-- that is older than this table, only the totals of hours and days are known.
update monitor_state set intervals_from = rolled_to where first_pulse_at < rolled_to;
create table monitor_interval (
    monitor_id          varchar(100) not null references monitor (id) on delete cascade,
    from_at             timestamp(3) with time zone not null,
    to_at               timestamp(3) with time zone not null,
    status              varchar(16)  not null
);
create index monitor_interval_monitor on monitor_interval (monitor_id, to_at);

-- The uptimes of a group, computed from the times of its monitors, and the first time of the longest window that was witnessed.
create table group_state (
    group_id            varchar(100) not null primary key references monitor_group (id) on delete cascade,
    uptime_at           timestamp(3) with time zone not null,
    witnessed_from      timestamp(3) with time zone,
    uptime1h            double precision,
    uptime24h           double precision,
    uptime7d            double precision,
    uptime30d           double precision,
    uptime90d           double precision,
    uptime365d          double precision
);
insert into group_state (group_id, uptime_at)
    select id, timestamp with time zone '1970-01-01 00:00:00+00:00' from monitor_group;
