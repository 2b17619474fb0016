-- Read by H2 and PostgreSQL alike. docs/adr/0055-history-of-machines.md

-- How many machines an organisation had online, sampled by one node at a time: by minute, hour and day. What was not sampled has no row.
create table machine_history (
    org_id         varchar(64)  not null references organization (id) on delete cascade,
    resolution     varchar(8)   not null,
    from_at        timestamp(3) with time zone not null,
    samples        bigint       not null,
    online_sum     bigint       not null,
    online_low     bigint       not null,
    online_high    bigint       not null,
    online_last    bigint       not null,
    total_last     bigint       not null,
    primary key (org_id, resolution, from_at)
);
create index machine_history_age on machine_history (resolution, from_at);
-- Whose lock makes one node the writer: of samples (1), and of events (2).
create table machine_history_writer (
    id             integer      not null primary key,
    written_at     timestamp(3) with time zone not null
);
insert into machine_history_writer (id, written_at) values (1, timestamp with time zone '1970-01-01 00:00:00+00');
insert into machine_history_writer (id, written_at) values (2, timestamp with time zone '1970-01-01 00:00:00+00');

-- The events of machines with the names that the machines had, for longer than the log keeps its publications.
create table machine_event (
    org_id         varchar(64)  not null references organization (id) on delete cascade,
    seq            bigint       not null,
    machine_id     varchar(64)  not null,
    name           varchar(200),
    event          varchar(64)  not null,
    status         varchar(16),
    payload        text         not null,
    created_at     timestamp(3) with time zone not null,
    primary key (org_id, seq)
);
create index machine_event_machine on machine_event (org_id, machine_id, seq);
create index machine_event_age on machine_event (created_at);
-- Up to which publication of its machines an organisation's events are stored.
create table machine_event_position (
    org_id         varchar(64)  not null primary key references organization (id) on delete cascade,
    seq            bigint       not null
);

-- By what a machine was enrolled: the auth key, which may have been purged since, and the account that made the key or the machine.
alter table machine add column auth_key_id varchar(64);
alter table machine add column auth_key_prefix varchar(32);
alter table machine add column enrolled_by varchar(64);
alter table machine add column enrolled_at timestamp(3) with time zone;
