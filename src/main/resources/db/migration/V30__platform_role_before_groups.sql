-- The platform role that an account had before groups of its OpenID Connect provider gave it one; it has that again when they no longer do.
alter table oidc_identity add column previous_platform_role varchar(16);
