import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SYSTEMD_ANALYZE } from './programs.ts';

const FOLDER = fileURLToPath(new URL('../../deploy/systemd/', import.meta.url));
const UNITS = globSync('*.{service,socket,timer}', { cwd: FOLDER }).sort();
/** Of 10; what `systemd-analyze security` calls OK begins below 2. */
const MOST_EXPOSED = 1.5;

const run = promisify(execFile);
const systemd = SYSTEMD_ANALYZE;
const read = (unit: string): string => readFileSync(join(FOLDER, unit), 'utf8');

/** The units, with programs that this machine has: systemd complains of a Node that is not there. */
let copies: string;

beforeAll(() => {
  copies = mkdtempSync(join(tmpdir(), 'dateline-units-'));
  for (const unit of UNITS)
    writeFileSync(join(copies, unit), read(unit).replaceAll('=/usr/bin/node ', `=${process.execPath} `));
});
afterAll(() => rmSync(copies, { recursive: true }));

describe.skipIf(systemd === null)('systemd', () => {
  test.each(UNITS)('takes %s without a complaint', async (unit) => {
    const { stdout, stderr } = await run(systemd ?? '', ['verify', '--man=no', join(copies, unit)]);
    const complaints = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('dateline'));
    expect(complaints).toEqual([]);
  });

  test('keeps the server from what it never does', async () => {
    const { stdout } = await run(systemd ?? '', [
      'security',
      '--offline=yes',
      `--threshold=${MOST_EXPOSED * 10}`,
      join(copies, 'dateline.service'),
    ]);
    const [, exposed] = /Overall exposure level for dateline\.service: ([\d.]+)/.exec(stdout) ?? [];
    expect(Number(exposed)).toBeGreaterThan(0);
    expect(Number(exposed)).toBeLessThanOrEqual(MOST_EXPOSED);
  });
});

test('the socket is the address that the settings name first, and the service is of its name', () => {
  expect(UNITS).toContain('dateline.socket');
  const socket = read('dateline.socket');
  const [, port] = /^PORT=(\d+)$/m.exec(read('dateline.env')) ?? [];
  expect(socket).toMatch(new RegExp(`^ListenStream=127\\.0\\.0\\.1:${port}$`, 'm'));
  expect(socket).toMatch(/^FileDescriptorName=site$/m);
  expect(socket).not.toMatch(/^Accept=/m);
  expect(basename('dateline.socket', '.socket')).toBe('dateline');
});

test('the service tells when it serves, and is replaced by the release that `current` leads to', () => {
  const service = read('dateline.service');
  expect(service).toMatch(/^Type=notify\nNotifyAccess=all$/m);
  expect(service).toMatch(
    /^ExecReload=\/usr\/bin\/node \/opt\/dateline\/current\/src\/launch\.cjs restart --env$/m,
  );
  // V8 compiles while it runs.
  expect(service).not.toMatch(/^MemoryDenyWriteExecute=/m);
});
