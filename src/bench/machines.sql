-- Machines in great number, variable :machines, and as many alerts; for the schema before V13. Seven tenths of the machines are in the
-- organisation "fleet", the rest in 300 others. 95 % are online and were seen within 30 s, one in a thousand of them has been silent for
-- ten minutes. A tenth of the alerts is open.
insert into organization (id, name, created_at) values ('fleet', 'Fleet', now());
insert into organization (id, name, created_at) select 'org-' || i, 'Organisation ' || i, now() from generate_series(0, 299) i;
insert into machine (id, org_id, name, tailnet_ip, os, arch, version, status, node_key_hash, last_seen, created_at, updated_at)
  select md5(i::text)::uuid::text, case when i % 10 < 7 then 'fleet' else 'org-' || i % 300 end, 'machine-' || i,
    '100.' || 64 + i / 65536 || '.' || i / 256 % 256 || '.' || i % 256, (array['Linux', 'Windows', 'macOS'])[1 + i % 3], 'amd64', '1.4.2',
    (array['online', 'offline', 'pending', 'quarantined'])[1 + (i % 211 > 200)::int + (i % 211 > 206)::int + (i % 211 > 209)::int],
    md5('key' || i) || md5('more' || i),
    date_trunc('milliseconds', now() - case when i % 1000 = 0 then interval '10 minutes' else (i % 30000) * interval '1 millisecond' end),
    now() - interval '30 days', now() - interval '1 day'
  from generate_series(1, :machines) i;
insert into alert (id, site, severity, message, status, source, event_id, created_at, updated_at, started_at, reported_at, resolved_at)
  select md5(i::text)::uuid::text, 'site-' || i % 53, (array['critical', 'warning', 'info', 'info'])[1 + i % 4],
    'Something is wrong with machine ' || i, case when i % 10 = 0 then 'open' else 'resolved' end, 'zabbix', 'e' || i,
    now() - i * interval '20 seconds', now(), now(), now(), case when i % 10 = 0 then null else now() end
  from generate_series(1, :machines) i;
vacuum analyze;
