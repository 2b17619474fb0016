-- Read by H2 and PostgreSQL alike.

-- What the nodes of one database have in common. One row, made at the first start.
create table installation (
    row_number     integer      not null primary key,
    id             varchar(64)  not null,
    epoch          varchar(64)  not null,
    signing_key    varchar(64)  not null,
    created_at     timestamp(3) with time zone not null,
    constraint installation_is_one_row check (row_number = 1)
);
