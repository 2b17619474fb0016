-- Read by H2 and PostgreSQL alike.

-- One row for each process of the server: its last sign of life, its figures as JSON, and up to which of its events it has published what
-- it found about itself. One that has fallen silent stays with its last figures until it is back, or for a day. The time is that of the
-- database. No index has a column that changes, so that PostgreSQL updates a row within its page.
create table node_status (
    instance       varchar(64)   not null primary key,
    name           varchar(200)  not null,
    status         varchar(16)   not null,
    reported       bigint        not null,
    seen_at        timestamp(3) with time zone not null,
    figures        varchar(8000) not null
);

-- What nodes answer to a question of another one, until it has read it.
create table node_answer (
    question       varchar(64)   not null,
    instance       varchar(64)   not null,
    answer         text          not null,
    answered_at    timestamp(3) with time zone not null,
    primary key (question, instance)
);

-- What administrators of the installation announce to everybody.
create table announcement (
    id             varchar(64)   not null primary key,
    message        varchar(2000) not null,
    severity       varchar(16)   not null,
    created_by     varchar(254)  not null,
    created_at     timestamp(3) with time zone not null,
    begins_at      timestamp(3) with time zone not null,
    ends_at        timestamp(3) with time zone
);
