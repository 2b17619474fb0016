-- What remains of people who leave (docs/adr/0036-sessions-and-invitations.md). Read by H2 and PostgreSQL alike.

-- Invitations and auth keys are found by who made them.
create index invitation_inviter on invitation (invited_by);
create index auth_key_creator on auth_key (created_by);

-- Whether the holder of the address has proved it. The operator of the server vouches for the demo and the administrators.
alter table account add column email_verified boolean default false not null;
update account set email_verified = true where demo = true or role = 'admin';

-- Whether the token was sent to the mailbox only, so that its holder proves the address.
alter table invitation add column mailed boolean default false not null;

-- Who made a link for a new password: it ends with the rights of its maker.
alter table password_reset add column created_by varchar(200);
