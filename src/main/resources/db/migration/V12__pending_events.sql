-- Read by H2 and PostgreSQL alike.
-- Events that are committed, or will be with their transaction, and have no sequence number yet (docs/adr/0004-event-log.md). The ticket is
-- their order. Without a cache, so that of two sessions the one that asks later gets the higher ticket. The time is that of the database.
create table pending_event (
    ticket         bigint       generated always as identity (cache 1) primary key,
    writer         bigint       not null,
    ordinal        integer      not null,
    topic          varchar(200) not null,
    event          varchar(64)  not null,
    payload        text         not null,
    created_at     timestamp(3) with time zone default current_timestamp not null
);
