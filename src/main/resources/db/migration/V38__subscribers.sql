-- Read by H2 and PostgreSQL alike. docs/adr/0065-subscribers-by-mail.md

-- Whether readers of a page may subscribe by mail, where a mail server is set.
alter table status_page add column mail_subscription boolean default true not null;

-- Who gets the incidents and maintenances of a page by mail.
create table page_subscriber (
    id             varchar(64)  not null primary key,
    page_id        varchar(100) not null references status_page (id) on delete cascade,
    -- in lower case
    email          varchar(254) not null,
    language       varchar(8)   not null,
    time_zone      varchar(64)  not null,
    -- SHA-256 of the token in the newest confirmation link
    token_hash     varchar(64)  not null,
    -- of the link; the row itself ends with it unless it is confirmed
    expires_at     timestamp(3) with time zone not null,
    -- null until the holder of the mailbox has confirmed
    confirmed_at   timestamp(3) with time zone,
    -- mails in a row that the mail server refused for good
    rejections     integer      default 0 not null,
    created_at     timestamp(3) with time zone not null
);
create unique index page_subscriber_email on page_subscriber (page_id, email);
create unique index page_subscriber_token on page_subscriber (token_hash);
create index page_subscriber_expiry on page_subscriber (expires_at);

-- What is to be mailed to the subscribers of a page, committed together with the notice.
create table notice_mail (
    id             varchar(64)  not null primary key,
    page_id        varchar(100) not null references status_page (id) on delete cascade,
    -- JSON
    content        text         not null,
    -- whether it has its deliveries
    addressed      boolean      default false not null,
    created_at     timestamp(3) with time zone not null
);
create index notice_mail_page on notice_mail (page_id);
create index notice_mail_new on notice_mail (addressed, created_at);

-- A mail to one subscriber; deleted once the mail server has taken it.
create table notice_mail_delivery (
    mail_id        varchar(64)  not null references notice_mail (id) on delete cascade,
    subscriber_id  varchar(64)  not null references page_subscriber (id) on delete cascade,
    attempts       integer      default 0 not null,
    -- when it is tried next; while a node sends it, when another may take it over
    due_at         timestamp(3) with time zone not null,
    primary key (mail_id, subscriber_id)
);
create index notice_mail_delivery_due on notice_mail_delivery (due_at);
create index notice_mail_delivery_subscriber on notice_mail_delivery (subscriber_id);
