-- Read by H2 and PostgreSQL alike.

-- The database in which the row was written, as the server itself knows it: a row that says another one came with a backup. Null before
-- the first start with this schema.
alter table installation add column database_identity varchar(200);

-- The last mark of each process of the server. It writes a higher one every second: one that has fallen shows that commits were lost.
create table node_mark (
    node           varchar(64)  not null primary key,
    mark           bigint       not null,
    written_at     timestamp(3) with time zone not null
);
