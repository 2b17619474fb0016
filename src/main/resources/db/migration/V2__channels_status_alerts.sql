-- Read by H2 and PostgreSQL alike.

-- What an administrator says about a monitor. What happens to it is in monitor_state, which every pulse writes.
create table monitor (
    id                  varchar(100) not null primary key,
    name                varchar(200) not null,
    token               varchar(200) not null unique,
    interval_seconds    integer      not null,
    max_retries         integer      not null default 0,
    resend_notification integer      not null default 0,
    children            text         not null default '[]',
    dependencies        text         not null default '[]',
    custom1             text,
    custom2             text,
    custom3             text,
    demo                boolean      not null default false,
    created_at          timestamp(3) with time zone not null,
    updated_at          timestamp(3) with time zone not null
);

create table monitor_state (
    monitor_id          varchar(100) not null primary key references monitor (id) on delete cascade,
    status              varchar(16)  not null default 'pending',
    first_pulse_at      timestamp(3) with time zone,
    last_pulse_at       timestamp(3) with time zone,
    latency             double precision,
    custom1             double precision,
    custom2             double precision,
    custom3             double precision,
    misses              integer      not null default 0,
    down_count          integer      not null default 0,
    checked_at          timestamp(3) with time zone not null,
    rolled_to           timestamp(3) with time zone not null,
    uptime_at           timestamp(3) with time zone not null,
    uptime1h            double precision,
    uptime24h           double precision,
    uptime7d            double precision,
    uptime30d           double precision,
    uptime90d           double precision,
    uptime365d          double precision
);
-- No index beside the key: every pulse writes these rows, which are few.

create table monitor_group (
    id                  varchar(100) not null primary key,
    name                varchar(200) not null,
    strategy            varchar(16)  not null,
    degraded_threshold  double precision,
    children            text         not null default '[]',
    demo                boolean      not null default false,
    created_at          timestamp(3) with time zone not null,
    updated_at          timestamp(3) with time zone not null
);

create table status_page (
    id                  varchar(100) not null primary key,
    name                varchar(200) not null,
    slug                varchar(100) not null unique,
    items               text         not null default '[]',
    leaf_items          text         not null default '[]',
    password_hash       varchar(500),
    reports             boolean      not null default false,
    demo                boolean      not null default false,
    created_at          timestamp(3) with time zone not null,
    updated_at          timestamp(3) with time zone not null
);

-- One row, whose revision rises with each change of monitors, groups and pages.
create table outline (
    id                  integer      not null primary key,
    revision            bigint       not null
);
insert into outline (id, revision) values (1, 0);

create table incident (
    id                     varchar(64)  not null primary key,
    status_page_id         varchar(100) not null references status_page (id) on delete cascade,
    title                  varchar(300) not null,
    status                 varchar(16)  not null,
    severity               varchar(16)  not null,
    affected_monitors      text         not null default '[]',
    suppress_notifications boolean      not null default true,
    created_at             timestamp(3) with time zone not null,
    updated_at             timestamp(3) with time zone not null,
    resolved_at            timestamp(3) with time zone
);
create index incident_page on incident (status_page_id, created_at);

create table incident_update (
    id                  varchar(64)  not null primary key,
    incident_id         varchar(64)  not null references incident (id) on delete cascade,
    status              varchar(16)  not null,
    message             text         not null,
    created_at          timestamp(3) with time zone not null,
    ordinal             integer      not null
);
create index incident_update_incident on incident_update (incident_id, ordinal);

create table maintenance (
    id                     varchar(64)  not null primary key,
    status_page_id         varchar(100) not null references status_page (id) on delete cascade,
    title                  varchar(300) not null,
    status                 varchar(16)  not null,
    scheduled_start        timestamp(3) with time zone not null,
    scheduled_end          timestamp(3) with time zone not null,
    affected_monitors      text         not null default '[]',
    suppress_notifications boolean      not null default true,
    created_at             timestamp(3) with time zone not null,
    updated_at             timestamp(3) with time zone not null,
    completed_at           timestamp(3) with time zone
);
create index maintenance_page on maintenance (status_page_id, scheduled_start);
create index maintenance_due on maintenance (status, scheduled_start);

create table maintenance_update (
    id                  varchar(64)  not null primary key,
    maintenance_id      varchar(64)  not null references maintenance (id) on delete cascade,
    status              varchar(16)  not null,
    message             text         not null,
    created_at          timestamp(3) with time zone not null,
    ordinal             integer      not null
);
create index maintenance_update_maintenance on maintenance_update (maintenance_id, ordinal);

-- Raw pulses, for a day. No key: nothing refers to one, and two may carry the same moment.
create table pulse (
    monitor_id          varchar(100) not null references monitor (id) on delete cascade,
    at                  timestamp(3) with time zone not null,
    latency             double precision not null,
    custom1             double precision,
    custom2             double precision,
    custom3             double precision
);
create index pulse_monitor on pulse (monitor_id, at);

-- Hours (kept 90 days) and days (kept for ever) of a monitor. What is neither up nor down was unknown. The count weighs averages.
create table pulse_hour (
    monitor_id          varchar(100) not null references monitor (id) on delete cascade,
    starts_at           timestamp(3) with time zone not null,
    up_millis           bigint       not null,
    down_millis         bigint       not null,
    pulses              integer      not null,
    latency_min         double precision,
    latency_max         double precision,
    latency_sum         double precision,
    custom1_min         double precision,
    custom1_max         double precision,
    custom1_sum         double precision,
    custom1_count       integer      not null default 0,
    custom2_min         double precision,
    custom2_max         double precision,
    custom2_sum         double precision,
    custom2_count       integer      not null default 0,
    custom3_min         double precision,
    custom3_max         double precision,
    custom3_sum         double precision,
    custom3_count       integer      not null default 0,
    primary key (monitor_id, starts_at)
);
create index pulse_hour_age on pulse_hour (starts_at);

create table pulse_day (
    monitor_id          varchar(100) not null references monitor (id) on delete cascade,
    starts_at           timestamp(3) with time zone not null,
    up_millis           bigint       not null,
    down_millis         bigint       not null,
    pulses              integer      not null,
    latency_min         double precision,
    latency_max         double precision,
    latency_sum         double precision,
    custom1_min         double precision,
    custom1_max         double precision,
    custom1_sum         double precision,
    custom1_count       integer      not null default 0,
    custom2_min         double precision,
    custom2_max         double precision,
    custom2_sum         double precision,
    custom2_count       integer      not null default 0,
    custom3_min         double precision,
    custom3_max         double precision,
    custom3_sum         double precision,
    custom3_count       integer      not null default 0,
    primary key (monitor_id, starts_at)
);

-- When no node was there to take a pulse: nobody knows what the monitors did then. One row says when somebody was there last.
create table server_presence (
    id                  integer      not null primary key,
    seen_at             timestamp(3) with time zone not null,
    back_since          timestamp(3) with time zone not null
);
insert into server_presence (id, seen_at, back_since) values (1, current_timestamp, current_timestamp);
create table server_absence (
    from_at             timestamp(3) with time zone not null primary key,
    to_at               timestamp(3) with time zone not null
);
create index server_absence_end on server_absence (to_at);

create table alert (
    id                  varchar(64)  not null primary key,
    site                varchar(200) not null,
    severity            varchar(16)  not null,
    message             varchar(2000) not null,
    status              varchar(16)  not null,
    source              varchar(64)  not null,
    event_id            varchar(300),
    demo                boolean      not null default false,
    started_at          timestamp(3) with time zone,
    created_at          timestamp(3) with time zone not null,
    updated_at          timestamp(3) with time zone not null,
    acknowledged_at     timestamp(3) with time zone,
    acknowledged_by     varchar(254),
    resolved_at         timestamp(3) with time zone,
    resolved_by         varchar(254),
    unique (source, event_id)
);
create index alert_newest on alert (created_at, id);
create index alert_site on alert (site, created_at);
create index alert_status on alert (status, created_at);
