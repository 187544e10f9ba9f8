import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ENVIRONMENT, readEnvironment } from '../../src/config/environment.ts';

const FOLDER = fileURLToPath(new URL('../../deploy/compose/', import.meta.url));
const read = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');

const service = z.object({
  build: z.object({ context: z.string(), dockerfile: z.string().optional() }).optional(),
  network_mode: z.string().optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  command: z.array(z.string()).default([]),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
});
const compose = z.object({
  services: z.object({ site: service, varnish: service, prometheus: service, grafana: service }).strict(),
  volumes: z.record(z.string(), z.null()),
});
const { services, volumes } = compose.parse(parse(read('compose.yaml')));
const all = Object.values(services);

test('every file that is mounted or built from is there, and every volume is declared', () => {
  const sources = all.flatMap((one) => one.volumes.map((volume) => volume.split(':')[0] ?? ''));
  const files = sources.filter((source) => source.startsWith('.'));
  expect(files.length).toBeGreaterThan(2);
  expect(files.filter((file) => !existsSync(join(FOLDER, file)))).toEqual([]);
  const named = sources.filter((source) => /^[a-z]+$/.test(source)).sort();
  expect(named).toEqual(Object.keys(volumes).sort());
  for (const { build } of all) {
    if (build === undefined) continue;
    const { context, dockerfile = '' } = build;
    expect(existsSync(join(FOLDER, context, dockerfile))).toBe(true);
  }
});

test('the site takes its settings, and everything else is in its network, without rights', () => {
  const given = { ...services.site.environment, SITE_URL: 'https://www.example.org' };
  expect(Object.keys(given).filter((name) => !(name in ENVIRONMENT))).toEqual([]);
  const settings = readEnvironment(given);
  expect(settings).toMatchObject({ host: '127.0.0.1', port: 3000, opsPort: 9464 });
  expect(settings.caches).toHaveLength(1);
  for (const { network_mode } of [services.varnish, services.prometheus, services.grafana])
    expect(network_mode).toBe('service:site');
  for (const one of all) {
    expect(one.cap_drop).toEqual(['ALL']);
    expect(one.security_opt).toEqual(['no-new-privileges:true']);
  }
  // This machine alone reaches what is not behind TLS.
  for (const port of services.site.ports) expect(port).toMatch(/^127\.0\.0\.1:/);
});

test('Varnish has the parameters of its own unit, and is where the site purges', () => {
  const parametersOf = (words: readonly string[]): string[] =>
    words.flatMap((word, at) => (word === '-p' ? [words[at + 1] ?? ''] : []));
  const unit = readFileSync(join(FOLDER, '../varnish/varnish.service.d/dateline.conf'), 'utf8').split(
    /[\s\\]+/,
  );
  const { command } = services.varnish;
  expect(parametersOf(command)).toEqual(parametersOf(unit));
  expect(parametersOf(command).length).toBeGreaterThan(5);
  expect(services.site.environment['PURGE']).toBe(`varnish://127.0.0.1${command[command.indexOf('-a') + 1]}`);
  expect(services.varnish.volumes).toContain(
    `../varnish/dateline.vcl:${command[command.indexOf('-f') + 1]}:ro`,
  );
});

test('Prometheus asks the site where it tells, and Grafana asks Prometheus', () => {
  const { scrape_configs: jobs } = z
    .object({
      scrape_configs: z.array(
        z.object({ static_configs: z.array(z.object({ targets: z.array(z.string()) })) }),
      ),
    })
    .parse(parse(read('../monitoring/prometheus.yml')));
  const targets = jobs.flatMap((job) => job.static_configs.flatMap((one) => one.targets));
  expect(targets).toEqual([`127.0.0.1:${services.site.environment['OPS_PORT']}`]);
  const source = z.object({ datasources: z.array(z.object({ url: z.string() })) });
  const [first] = source.parse(parse(read('../monitoring/grafana/datasource.yaml'))).datasources;
  expect(services.prometheus.command).toContain(`--web.listen-address=${first?.url.replace('http://', '')}`);
});
