-- Read by H2 and PostgreSQL alike. docs/adr/0062-recurring-maintenances.md

-- What the occurrences of a recurring maintenance are made from. Each occurrence is a maintenance of its own.
create table maintenance_series (
    id                     varchar(64)  not null primary key,
    status_page_id         varchar(100) not null references status_page (id) on delete cascade,
    title                  varchar(300) not null,
    message                text         not null,
    affected_monitors      text         not null default '[]',
    suppress_notifications boolean      not null default true,
    -- rule, local start, zone and duration as JSON
    recurrence             varchar(2000) not null,
    -- JSON array of the times of occurrences that were deleted one by one, as far as they are not over
    excluded               text         not null default '[]',
    -- when further occurrences are to be made; null when there are no more
    fill_at                timestamp(3) with time zone,
    created_at             timestamp(3) with time zone not null,
    updated_at             timestamp(3) with time zone not null
);
create index maintenance_series_page on maintenance_series (status_page_id);
create index maintenance_series_due on maintenance_series (fill_at);

alter table maintenance add column series_id varchar(64);
-- when the rule has this occurrence begin, which may have been moved since
alter table maintenance add column occurrence_at timestamp(3) with time zone;
alter table maintenance add column recurrence varchar(2000);
-- whether an administrator changed this occurrence alone
alter table maintenance add column changed_alone boolean default false not null;
create unique index maintenance_series_occurrence on maintenance (series_id, occurrence_at);
