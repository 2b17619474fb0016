-- The periodic and the public queries over machines.sql, after V13: one line each with its time, as executed the second time, and its scans.
\set QUIET on
\pset pager off
set jit = off;
-- as after the first runs of the cleanup
update machine set cohort = 1 + number / 1000 from (select id as member, row_number() over (order by ctid) as number from machine) m where id = member;
insert into machine_cohort (id, members, oldest_seen)
  select cohort, count(*), coalesce(min(last_seen) filter (where status = 'online'), now()) from machine group by cohort;
vacuum analyze;
create temp table result (number serial, what text, millis numeric, scans text);
create function pg_temp.measure(what text, statement text) returns void language plpgsql as $$
declare plan json;
begin
  for i in 1..2 loop
    execute 'explain (analyze, format json) ' || statement into plan;
  end loop;
  insert into result (what, millis, scans) values (what, (plan->0->>'Execution Time')::numeric, (
    select string_agg(distinct scan[1] || coalesce(' ' || scan[2], ''), ', ') from (
      select array[node->>'Node Type', coalesce(node->>'Index Name', node->>'Relation Name')] as scan
      from jsonb_path_query(plan::jsonb, 'strict $.**') node where jsonb_typeof(node) = 'object' and node->>'Node Type' like '%Scan%'
        and (node ? 'Index Name' or node ? 'Relation Name')) scans));
end $$;
\o /dev/null
select pg_temp.measure('cleanup: cohorts that are due',
  $$select id from machine_cohort where (oldest_seen < now() - interval '3 minutes' or oldest_seen > now() + interval '1 minute') and id > 0 order by id fetch first 10 rows only for update skip locked$$);
select pg_temp.measure('cleanup: a cohort',
  $$select count(*) as members, min(case when ephemeral = true or status = 'online' then coalesce(last_seen, created_at) end) as oldest from machine where cohort = 77$$);
select pg_temp.measure('cleanup: its silent machines',
  $$select id from machine where cohort = 77 and case when ephemeral = true or status = 'online' then coalesce(last_seen, created_at) end < now() - interval '3 minutes' order by id fetch first 500 rows only for update skip locked$$);
select pg_temp.measure('cleanup: machines without a cohort',
  $$select id from machine where cohort = 0 order by id fetch first 1000 rows only for update skip locked$$);
select pg_temp.measure('heartbeat: its machine', $$select id, status from machine where node_key_hash = 'x' and admin_disabled = false$$);
select pg_temp.measure('list: ' || what, 'select * from machine where ' || condition || ' offset 0 rows fetch first 1000 rows only') from (values
  ('first page', $$org_id in ('fleet') order by id$$),
  ('first page by name', $$org_id in ('fleet') order by name, id$$),
  ('a page by name from the middle', $$org_id in ('fleet') and name > 'machine-5' order by name, id$$),
  ('a name', $$org_id in ('fleet') and name = 'machine-777770' order by id$$),
  ('offline', $$org_id in ('fleet') and status = 'offline' order by id$$),
  ('offline by name', $$org_id in ('fleet') and status = 'offline' order by name, id$$),
  ('quarantined', $$org_id in ('fleet') and status = 'quarantined' order by id$$),
  ('an organisation of a thousand, by name', $$org_id in ('org-7') order by name, id$$),
  ('one machine', $$id = 'x' and org_id in ('fleet', 'org-7') order by id$$)) pages (what, condition);
select pg_temp.measure('dashboard: machines', 'select * from (' || string_agg(arm, ' union all ')
    || ') of_status order by place, name, id fetch first 1000 rows only') from (
  select 'select * from (select ' || (status <> 'online')::int || ' as place, id, name, status, os, tailnet_ip, version, last_seen from machine'
    || ' where org_id = ''fleet'' and status = ''' || status || ''' order by name, id fetch first 1000 rows only) ' || status as arm
  from unnest(array['online', 'offline', 'pending', 'quarantined']) status) arms;
select pg_temp.measure('dashboard: counts', $$select status, sum(delta) from machine_count where org_id = 'fleet' group by status$$);
select pg_temp.measure('counts: check, every 15 minutes',
  $$select org_id, status, sum(n) from (select org_id, status, count(*) as n from machine group by org_id, status union all select org_id, status, -delta from machine_count) difference group by org_id, status having sum(n) <> 0$$);
select pg_temp.measure('alerts: open', 'select * from (' || string_agg(arm, ' union all ')
    || ') of_kind order by place, created_at desc, id desc fetch first 5000 rows only') from (
  select 'select * from (select ' || array_position(array['critical', 'warning', 'info'], severity) || ' as place, id, site, severity, message, status, created_at, acknowledged_at from alert'
    || ' where status = ''' || status || ''' and severity = ''' || severity || ''' order by created_at desc, id desc fetch first 5000 rows only) ' || status || '_' || severity as arm
  from unnest(array['open', 'acknowledged']) status, unnest(array['critical', 'warning', 'info']) severity) arms;
select pg_temp.measure('alerts: counts of the open', $$select site, severity, count(*) from alert where status in ('open', 'acknowledged') group by site, severity$$);
select pg_temp.measure('alerts: newest of a site', $$select * from alert where site in ('site-7') order by created_at desc, id desc fetch first 100 rows only$$);
select pg_temp.measure('alerts: due to be deleted',
  $$select id from alert where status = 'resolved' and created_at < now() - interval '365 days' and resolved_at < now() - interval '365 days' and (reported_at is null or reported_at < now()) order by created_at, id fetch first 500 rows only$$);
\o
select round(millis, 2) || ' ms' as time, what, scans from result order by number;
begin;
update machine set last_seen = now() where id in (select id from machine where status = 'online' order by node_key_hash limit 20000);
select 'heartbeats without an index written: ' || n_tup_hot_upd || ' of ' || n_tup_upd from pg_stat_xact_user_tables where relname = 'machine';
rollback;
