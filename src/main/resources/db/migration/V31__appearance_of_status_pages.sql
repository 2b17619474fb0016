-- Read by H2 and PostgreSQL alike.

-- Texts, colours and the logo of a page as JSON; null for none. The host name is in lower case.
alter table status_page add column appearance text;
alter table status_page add column host varchar(253);
create unique index status_page_host on status_page (host);

-- The bytes of a logo in Base64, beside the page, which is read far more often. They are written before the row of a new page, so this is
-- no foreign key. The name is a digest of them and their format.
create table status_page_logo (
    page_id        varchar(100) not null primary key,
    name           varchar(100) not null,
    content        text         not null
);
create index status_page_logo_name on status_page_logo (name);
