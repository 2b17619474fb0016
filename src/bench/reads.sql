-- A fleet of monitors with a day of pulses, 30 days of hours and a year of days; variable :monitors. A page "bench" with all of them, and a
-- page "groups" with four groups, each of the first 1,000.
insert into monitor (id, name, token, interval_seconds, max_retries, resend_notification, created_at, updated_at)
  select 'bench-' || i, 'Monitor ' || i, 'bench-' || i, 60, 1, 0, now(), now() from generate_series(0, :monitors - 1) i;
insert into monitor_state (monitor_id, status, first_pulse_at, last_pulse_at, latency, checked_at, rolled_to, uptime_at,
    uptime1h, uptime24h, uptime7d, uptime30d, uptime90d, uptime365d)
  select id, 'up', now() - interval '365 days', now(), 12, now(), date_trunc('hour', now() - interval '2 hours'), now(),
    100, 99.9, 99.95, 99.99, 99.99, 99.99 from monitor where id like 'bench-%';
insert into pulse (monitor_id, at, latency)
  select 'bench-' || i, date_trunc('milliseconds', now()) - minute * interval '1 minute' + i * interval '7 milliseconds', 10 + (i + minute) % 50
  from generate_series(0, least(:monitors, 1000) - 1) i, generate_series(1, 1440) minute;
insert into pulse_hour (monitor_id, starts_at, up_millis, down_millis, pulses, latency_min, latency_max, latency_sum)
  select 'bench-' || i, date_trunc('hour', now()) - hour * interval '1 hour', 3600000, 0, 60, 10, 60, 2100
  from generate_series(0, least(:monitors, 1000) - 1) i, generate_series(3, 720) hour;
insert into pulse_day (monitor_id, starts_at, up_millis, down_millis, pulses, latency_min, latency_max, latency_sum)
  select 'bench-' || i, date_trunc('day', now()) - day * interval '1 day', 86400000, 0, 1440, 10, 60, 50400
  from generate_series(0, least(:monitors, 1000) - 1) i, generate_series(1, 365) day;
insert into status_page (id, name, slug, items, reports, created_at, updated_at)
  select 'bench', 'Bench', 'bench', json_agg(id)::text, true, now(), now() from monitor where id like 'bench-%';
insert into monitor_group (id, name, strategy, children, created_at, updated_at)
  select 'group-' || g, 'Group ' || g, (array['any-up', 'all-up', 'percentage', 'any-up'])[g],
    (select json_agg('bench-' || i)::text from generate_series(0, least(:monitors, 1000) - 1) i), now(), now() from generate_series(1, 4) g;
insert into status_page (id, name, slug, items, created_at, updated_at)
  values ('groups', 'Groups', 'groups', '["group-1","group-2","group-3","group-4"]', now(), now());
update outline set revision = revision + 1;
analyze;
