import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findFreePort } from '../../../bench/lib/free-port.ts';
import { doctor } from '../../../src/cli/commands/doctor.ts';
import type { Finding } from '../../../src/cli/doctor/finding.ts';
import { programVersion } from '../../../src/release/program-version.ts';
import { makeRepository } from './make-repository.ts';

const CONTENT = fileURLToPath(new URL('../../../content', import.meta.url));

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'dateline-doctor-'));
});
afterEach(() => rmSync(home, { recursive: true }));

interface Told {
  readonly version: string;
  readonly isReady: boolean;
  readonly findings: readonly Finding[];
}

/** What the command says to programs. */
async function examine(given: Readonly<Record<string, string>> = {}): Promise<{ code: number; told: Told }> {
  const lines: string[] = [];
  const port = String(await findFreePort());
  const env = {
    PATH: process.env['PATH'],
    CONTENT_DIR: CONTENT,
    DATA_DIR: join(home, 'data'),
    PORT: port,
    ...given,
  };
  const output = { write: (text: string) => lines.push(text) };
  const code = await doctor(['--json'], output, { write: () => {} }, { env });
  return { code, told: JSON.parse(lines.join('')) as Told };
}

const finding = ({ findings }: Told, topic: string): Finding | undefined =>
  findings.find((one) => one.topic === topic);

test('a machine that has everything is told so, and nothing is left on it', async () => {
  const { code, told } = await examine();
  expect(told.findings.filter(({ state }) => state === 'missing')).toEqual([]);
  expect(told).toMatchObject({ isReady: true, version: programVersion() });
  expect(code).toBe(0);
  expect(told.findings.map(({ topic }) => topic)).toEqual(
    expect.arrayContaining([
      'Node',
      'packages',
      'pictures',
      'DATA_DIR',
      'git',
      'CONTENT_DIR',
      'PORT',
      'memory',
    ]),
  );
  expect(finding(told, 'DATA_DIR')?.says).toContain('will be made');
  expect(existsSync(join(home, 'data'))).toBe(false);
  expect(readdirSync(home)).toEqual([]);
});

test('people read lines, each with its cure below it', async () => {
  const lines: string[] = [];
  const env = { CONTENT_DIR: join(home, 'nowhere'), DATA_DIR: home, PORT: '0', SITEURL: 'https://a.example' };
  const code = await doctor([], { write: (text) => lines.push(text) }, { write: () => {} }, { env });
  const text = lines.join('');
  expect(code).toBe(1);
  expect(text).toMatch(
    /^missing {2}CONTENT_DIR {6}ENOENT[^\n]*\n {26}Set CONTENT_DIR to the newsroom’s folder/m,
  );
  expect(text).toMatch(/^warning {2}SITEURL {10}[^\n]*\n {26}Did you mean SITE_URL\?$/m);
  expect(text).toMatch(/\n\nOne thing keeps Dateline [^\n]*\n$/);
});

test('a variable that cannot be read is told, with what could be looked at without it', async () => {
  const { code, told } = await examine({ PORT: 'http', LOG_LEVEL: 'loud', CONTENT_GIT_TOKEN: 'se cret' });
  expect(code).toBe(1);
  expect(finding(told, 'PORT')).toMatchObject({ state: 'missing', says: expect.stringContaining('"http"') });
  expect(finding(told, 'LOG_LEVEL')).toMatchObject({ state: 'missing' });
  expect(finding(told, 'packages')).toMatchObject({ state: 'ok' });
  expect(JSON.stringify(told)).not.toContain('se cret');
});

test('a port is free, or has a Dateline, or another program that is to be stopped', async () => {
  const answers = { '/healthz': 'ok\n' };
  const ours = createServer((request, response) => response.end(answers[request.url as '/healthz'] ?? ''));
  const theirs = createServer((_, response) => response.end('<h1>It works</h1>'));
  for (const server of [ours, theirs]) await once(server.listen(0, '127.0.0.1'), 'listening');
  const [our, their] = [ours, theirs].map((server) => String((server.address() as AddressInfo).port));
  try {
    const { code, told } = await examine({ PORT: our ?? '', OPS_PORT: their ?? '' });
    expect(finding(told, 'PORT')).toMatchObject({ state: 'ok', says: expect.stringContaining('runs') });
    expect(finding(told, 'OPS_PORT')).toMatchObject({
      state: 'missing',
      says: expect.stringContaining(`OPS_PORT ${their} on 127.0.0.1 is taken by another program`),
    });
    expect(code).toBe(1);
  } finally {
    for (const server of [ours, theirs]) server.close();
  }
});

test('content of a repository is asked for and not fetched', async () => {
  const url = await makeRepository(join(home, 'content.git'));
  const there = await examine({ CONTENT_GIT: url, CONTENT_DIR: '' });
  expect(finding(there.told, 'CONTENT_GIT')).toMatchObject({
    state: 'ok',
    says: expect.stringMatching(/HEAD is [0-9a-f]{12}$/),
  });
  expect(existsSync(join(home, 'data'))).toBe(false);
  const gone = await examine({ CONTENT_GIT: `${url}#gone`, CONTENT_DIR: '' });
  expect(finding(gone.told, 'CONTENT_GIT')).toMatchObject({
    state: 'missing',
    says: expect.stringContaining('has no refs/heads/gone'),
  });
  const away = await examine({ CONTENT_GIT: `file://${home}/away.git`, CONTENT_DIR: '' });
  expect(finding(away.told, 'CONTENT_GIT')).toMatchObject({ state: 'missing' });
  expect(away.code).toBe(1);
});

test('git is missing only where it is needed', async () => {
  const plain = await examine({ PATH: home });
  expect(plain.code).toBe(0);
  expect(finding(plain.told, 'git')).toMatchObject({
    state: 'warning',
    cure: expect.stringContaining('git'),
  });
  const branch = await examine({ PATH: home, CONTENT_GIT: 'ssh://git@git.invalid/a.git', CONTENT_DIR: '' });
  expect(finding(branch.told, 'git')).toMatchObject({ state: 'missing' });
  expect(finding(branch.told, 'ssh')).toMatchObject({ state: 'missing' });
});

test('a public address over http, and a proxy that is believed nothing, are warnings', async () => {
  const { told } = await examine({ SITE_URL: 'http://site.invalid', HOST: '0.0.0.0' });
  const said = told.findings.filter(({ topic }) => ['SITE_URL', 'TRUSTED_PROXIES'].includes(topic));
  expect(said.map(({ topic, state }) => `${topic} ${state}`)).toEqual([
    'SITE_URL warning',
    'TRUSTED_PROXIES warning',
    'SITE_URL warning',
  ]);
  expect(said[2]?.says).toContain('site.invalid leads nowhere');
});

// Root writes everywhere.
test.skipIf(process.geteuid?.() === 0)('a DATA_DIR that cannot be written is missing', async () => {
  chmodSync(home, 0o500);
  const { code, told } = await examine();
  chmodSync(home, 0o700);
  expect(finding(told, 'DATA_DIR')).toMatchObject({ state: 'missing' });
  expect(code).toBe(1);
});

test('a DATA_DIR on a file system that makes no files is missing', async () => {
  const { told } = await examine({ DATA_DIR: '/proc/self/data' });
  expect(finding(told, 'DATA_DIR')).toMatchObject({
    state: 'missing',
    cure: expect.stringContaining('DATA_DIR'),
  });
});
