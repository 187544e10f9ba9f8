import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { findFreePort } from '../../../bench/lib/free-port.ts';
import { gatherFacts } from '../../../src/runtime/server/gather-facts.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { openNewsroom, PATIENCE, story } from '../../ingest/open-newsroom.ts';
import { ask, isAlive, runSite } from '../../runtime/run-site.ts';
import { PROMETHEUS } from '../programs.ts';
import { startPrometheus } from './start-prometheus.ts';

const read = (file: string): string =>
  readFileSync(new URL(`../../../deploy/monitoring/${file}`, import.meta.url), 'utf8');
const RULES = read('alerts.yml');
const place = z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() });
const dashboard = z
  .object({
    uid: z.literal('dateline'),
    schemaVersion: z.number(),
    templating: z.object({ list: z.array(z.object({ name: z.string() })) }),
    panels: z.array(
      z.object({
        id: z.number(),
        type: z.enum(['row', 'stat', 'timeseries']),
        title: z.string().min(3),
        description: z.string().optional(),
        gridPos: place,
        targets: z
          .array(z.object({ refId: z.string(), expr: z.string(), datasource: z.object({ uid: z.string() }) }))
          .default([]),
      }),
    ),
  })
  .parse(JSON.parse(read('grafana/dashboard.json')));
const { panels } = dashboard;
const questions = panels.flatMap((panel) => panel.targets.map(({ expr }) => expr));

/** What is told and not shown, and why. */
const NOT_SHOWN: Readonly<Record<string, string>> = {
  dateline_feed_items: 'how many items a feed has says nothing of how it is',
};

const ops = await gatherFacts(() => 1_800_000_000_000).serve(
  await findFreePort(),
  createLogger({ level: 'silent' }),
  {
    workers: () => ({ wanted: 1, serving: 1, started: 1, died: 0 }),
    processes: () => [],
    refused: () => 0,
    isIngestAnswering: () => true,
    isReady: () => true,
    settings: { contentDir: tmpdir(), dataDir: tmpdir() },
  },
);
afterAll(() => ops?.close());

test('the page and the alarms ask for metrics that there are, and for all of them', async () => {
  const { body } = await ask(`${ops?.url}/metrics`);
  const told = new Set([...body.matchAll(/^# HELP (\w+)/gm)].map(([, name]) => name ?? ''));
  const asked = [...`${questions.join('\n')}\n${RULES}`.matchAll(/\b(?:dateline|process|nodejs)_\w+/g)]
    .map(([name]) => name)
    .map((name) => (told.has(name) ? name : name.replace(/_(bucket|sum|count)$/, '')));
  expect([...new Set(asked)].filter((name) => !told.has(name))).toEqual([]);
  const own = [...told].filter((name) => name.startsWith('dateline_'));
  expect(own.length).toBeGreaterThan(40);
  expect(own.filter((name) => !asked.includes(name))).toEqual(Object.keys(NOT_SHOWN));
});

test('the page has its panels side by side, each with a question, and asks where its reader says', () => {
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, at) => `${x + (at % w)} ${y + Math.floor(at / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  for (const { type, targets, description, gridPos } of panels) {
    expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
    if (type === 'row') continue;
    expect(targets.length).toBeGreaterThan(0);
    expect(description?.length).toBeGreaterThan(10);
    for (const { datasource, expr } of targets) {
      expect(datasource.uid).toMatch(/^\$\{datasource\}$/);
      expect(expr).toContain('job=~"$job"');
    }
  }
  expect(dashboard.templating.list.map(({ name }) => name)).toEqual(['datasource', 'job', 'instance']);
});

test.skipIf(PROMETHEUS === null)(
  'a Prometheus that watches a site answers each question of the page',
  async () => {
    const room = openNewsroom({ 'articles/a.md': story('A') });
    const opsPort = await findFreePort();
    const site = runSite({
      CONTENT_DIR: room.contentDir,
      DATA_DIR: room.dataDir,
      WORKERS: '1',
      OPS_PORT: String(opsPort),
    });
    try {
      const url = await site.ready();
      await using prometheus = await startPrometheus(opsPort);
      const { query } = prometheus;
      await expect.poll(async () => (await query('up{job="dateline"}')).values, PATIENCE).toEqual([1]);
      await ask(`${url}/`);
      const seen = async (): Promise<number> =>
        (await query('sum(dateline_requests_total{route="front"})')).values[0] ?? 0;
      await expect.poll(seen, PATIENCE).toBeGreaterThan(0);
      for (const question of questions) {
        const filled = question
          .replaceAll('$__rate_interval', '1m')
          .replaceAll('$job', 'dateline')
          .replaceAll('$instance', '.*');
        expect(await query(filled)).toMatchObject({ status: 'success' });
      }
      expect((await query('dateline_ready{job="dateline"}')).values).toEqual([1]);
      // The rules are loaded from the file beside its own; none has had the time to fire.
      expect((await query('ALERTS{alertstate="firing"}')).values).toEqual([]);
      expect(await prometheus.rules()).toBe([...RULES.matchAll(/^ {6}- alert:/gm)].length);
    } finally {
      if (isAlive(site.pid)) site.signal('SIGTERM');
      await site.ended;
      await room.dispose();
    }
  },
);
