import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { PROMTOOL } from '../programs.ts';
import { FAULTS, type Fault, WELL } from './faults.ts';

const FOLDER = fileURLToPath(new URL('../../../deploy/monitoring/', import.meta.url));
const RULES = join(FOLDER, 'alerts.yml');
const ALARMS = fileURLToPath(new URL('../../../docs/alarms.md', import.meta.url));
const rules = z
  .object({
    groups: z.array(
      z.object({
        rules: z.array(
          z.object({
            alert: z.string(),
            expr: z.string(),
            for: z.string(),
            labels: z.object({ severity: z.enum(['page', 'ticket']) }),
            annotations: z.object({ summary: z.string(), description: z.string(), runbook: z.string() }),
          }),
        ),
      }),
    ),
  })
  .parse(parse(readFileSync(RULES, 'utf8')))
  .groups.flatMap((group) => group.rules);

/** What promtool says; it ends with 1 where anything is not as it should be. */
const promtool = async (...given: string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)(PROMTOOL ?? '', given);
  return stdout;
};

/** The alarms that are said to fire at a moment, and no others. */
const firing = (moment: string, names: readonly string[]) => ({
  expr: 'count by (alertname) (ALERTS{alertstate="firing"})',
  eval_time: moment,
  exp_samples: names.map((name) => ({ labels: `{alertname="${name}"}`, value: 1 })),
});

const seriesOf = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([name, given]) => ({ series: name, values: given }));

const tryOf = ([name, { fault, series, quiet, fires, takesHours }]: readonly [string, Fault]) => ({
  name: `${name}: ${fault}`,
  interval: takesHours ? '1m' : '15s',
  input_series: seriesOf(series),
  promql_expr_test: [firing(quiet, []), firing(fires, [name])],
});

const ALL_WELL = {
  name: 'all is well',
  interval: '1m',
  input_series: seriesOf(WELL),
  promql_expr_test: ['10m', '1h', '6h', '10h10m', '12h', '30h', '49h'].map((moment) => firing(moment, [])),
};

test('each alarm has a fault that it is tried with, and a paragraph that says what to do', () => {
  const names = rules.map(({ alert }) => alert);
  expect(new Set(names).size).toBe(names.length);
  expect(Object.keys(FAULTS).toSorted()).toEqual(names.toSorted());
  const headings = [...readFileSync(ALARMS, 'utf8').matchAll(/^### (Dateline\w+)$/gm)].map(
    ([, name]) => name,
  );
  expect(headings.toSorted()).toEqual(names.toSorted());
  for (const { alert, annotations } of rules)
    expect(annotations.runbook).toBe(`docs/alarms.md#${alert.toLowerCase()}`);
});

test.skipIf(PROMTOOL === null)('promtool takes the rules and the file of Prometheus', async () => {
  expect(await promtool('check', 'rules', RULES)).toContain(`SUCCESS: ${rules.length} rules found`);
  expect(await promtool('check', 'config', join(FOLDER, 'prometheus.yml'))).toContain('SUCCESS');
});

const faults = Object.entries(FAULTS);

test.skipIf(PROMTOOL === null).each([
  ['within minutes', '15s', faults.filter(([, { takesHours }]) => !takesHours).map(tryOf)],
  ['within hours', '5m', faults.filter(([, { takesHours }]) => takesHours).map(tryOf)],
  ['on a site that is well, none', '5m', [ALL_WELL]],
])('each alarm fires on its fault alone: %s', async (_which, interval, tests) => {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-alerts-'));
  try {
    const file = join(folder, 'alerts.test.yml');
    writeFileSync(file, stringify({ rule_files: [RULES], evaluation_interval: interval, tests }));
    expect(await promtool('test', 'rules', file)).toContain('SUCCESS');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
