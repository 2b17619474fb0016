-- Read by H2 and PostgreSQL alike.

-- Whether a key may give a name that is taken, with its machine's id, to another machine.
alter table auth_key add column may_replace boolean not null default false;

-- The processes that used a node key: two that alternate run on a machine and on a clone of its disk.
alter table machine add column agent_instance varchar(64);
alter table machine add column previous_instance varchar(64);
alter table machine add column cloned_instance varchar(64);

-- When heartbeats were last refused, or written late, by a fault of the servers.
create table heartbeat_delay (
    id                  integer      not null primary key,
    ended_at            timestamp(3) with time zone not null
);
insert into heartbeat_delay (id, ended_at) values (1, timestamp with time zone '1970-01-01 00:00:00+00');
