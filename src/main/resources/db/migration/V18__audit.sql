-- Read by H2 and PostgreSQL alike.

-- The audit trail. An id sorts by time. Failures that repeat themselves share a row: created_at is the first of them, last_at the last.
create table audit_entry (
    id             varchar(64)  not null primary key,
    created_at     timestamp(3) with time zone not null,
    last_at        timestamp(3) with time zone not null,
    occurrences    bigint       not null,
    action         varchar(64)  not null,
    outcome        varchar(16)  not null,
    reason         varchar(64),
    actor_id       varchar(254),
    actor_name     varchar(254),
    address        varchar(64),
    org_id         varchar(64),
    target_id      varchar(254),
    target_name    varchar(254),
    values_before  varchar(8000),
    values_after   varchar(8000)
);
create index audit_entry_action on audit_entry (action, id);
create index audit_entry_outcome on audit_entry (outcome, id);
create index audit_entry_actor on audit_entry (actor_id, id);
create index audit_entry_address on audit_entry (address, id);

-- The organisations whose owners and admins see a row: the one in which it happened, or those of the account that signed in.
create table audit_audience (
    org_id         varchar(64)  not null,
    entry_id       varchar(64)  not null references audit_entry (id) on delete cascade,
    primary key (org_id, entry_id)
);
create index audit_audience_entry on audit_audience (entry_id);
