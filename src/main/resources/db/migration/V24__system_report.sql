-- Read by H2 and PostgreSQL alike.

-- The last sign of life of each process of the server, and what it has published about itself. One that has fallen silent stays until it is
-- back, or for a day.
create table system_report (
    instance       varchar(64)  not null primary key,
    node           varchar(200) not null,
    status         varchar(16)  not null,
    reported       bigint       not null,
    listening      boolean      not null,
    figures        text,
    seen_at        timestamp(3) with time zone not null
);
