import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

const SITE = fileURLToPath(new URL('../fixtures/processes/slow-site.ts', import.meta.url));
const CLIENTS = 8;
const LOAD_MS = 1_000;
/** What each client still asks after it has heard that the site is draining. */
const REQUESTS_AFTER_NOTICE = 3;

interface Answer {
  readonly status: number;
  readonly closes: boolean;
  readonly body: string;
}

let child: ChildProcess | undefined;
afterEach(() => {
  child?.kill('SIGKILL');
});

async function startSite(
  ...given: readonly string[]
): Promise<{ url: string; stdout: () => string; process: ChildProcess }> {
  const site = spawn(process.execPath, [SITE, ...given], { stdio: ['ignore', 'pipe', 'inherit'] });
  child = site;
  let output = '';
  site.stdout.on('data', (chunk) => {
    output += chunk;
  });
  await expect.poll(() => output).toContain('"listening"');
  const ready = JSON.parse(output.split('\n').find((line) => line.includes('"listening"')) ?? '');
  return { url: ready.url, stdout: () => output, process: site };
}

function ask(url: string, agent: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, timeout: 120_000 }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, closes: response.headers.connection === 'close', body });
      });
    });
    request.on('timeout', () => request.destroy(new Error('timeout')));
    request.on('error', reject);
  });
}

/** Asks for pages of varying slowness over one kept connection until the notice, and a little on. */
async function runClient(url: string, seed: number, heardNotice: () => boolean): Promise<readonly Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const answers: Answer[] = [];
  let left = REQUESTS_AFTER_NOTICE;
  try {
    while (left > 0) {
      if (heardNotice()) left -= 1;
      answers.push(await ask(`${url}/slow/${10 + ((seed * 37 + answers.length * 53) % 140)}`, agent));
    }
    return answers;
  } finally {
    agent.destroy();
  }
}

/** Asks `/readyz` as a load balancer does; resolves when it says 503. */
async function watchReadiness(url: string): Promise<void> {
  const agent = new Agent();
  for (let turn = 0; turn < 500; turn += 1) {
    if ((await ask(`${url}/readyz`, agent)).status === 503) return;
    await sleep(20);
  }
  throw new Error('The site never said that it was draining.');
}

test('SIGTERM under load drops no request, and the process exits with 0', async () => {
  const site = await startSite();
  let isNoticed = false;
  const clients = Array.from({ length: CLIENTS }, (_, seed) => runClient(site.url, seed, () => isNoticed));
  const noticed = watchReadiness(site.url).then(() => {
    isNoticed = true;
  });
  await sleep(LOAD_MS);
  const exited = once(site.process, 'exit');
  site.process.kill('SIGTERM');

  await noticed;
  const answers = (await Promise.all(clients)).flat();
  expect(answers.length).toBeGreaterThan(CLIENTS * 5);
  expect(answers.filter(({ status, body }) => status !== 200 || !body.endsWith('end'))).toEqual([]);
  expect(answers.filter(({ closes }) => !closes).length).toBeGreaterThan(CLIENTS);
  expect(answers.filter(({ closes }) => closes).length).toBeGreaterThanOrEqual(
    CLIENTS * REQUESTS_AFTER_NOTICE,
  );

  expect(await exited).toEqual([0, null]);
  const messages = site
    .stdout()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).msg);
  expect(messages).toEqual(['listening', 'draining', 'stopped']);
});

test('SIGINT without load ends it at once, whatever grace there would be', async () => {
  const site = await startSite('3600000');
  site.process.kill('SIGINT');
  expect(await once(site.process, 'exit')).toEqual([0, null]);
});
