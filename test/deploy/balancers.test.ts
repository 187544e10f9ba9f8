import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../bench/lib/connection.ts';
import { sleep } from '../../bench/lib/save.ts';
import { PATIENCE } from '../ingest/open-newsroom.ts';
import { exchange } from './exchange.ts';
import { type Machine, openMachine, STORY } from './open-machine.ts';
import { CADDY, HAPROXY } from './programs.ts';
import { runCaddy, runHaproxy } from './run-balancers.ts';
import type { RunningProxy } from './run-proxy.ts';

/** Readers who ask for a page again and again, each on a connection that is kept, until told to stop. */
function readers(url: string, path: string, count: number) {
  const answers: (number | string)[] = [];
  let isOver = false;
  const read = async (): Promise<void> => {
    const connection = connect(url);
    while (!isOver) {
      const answer = await connection.get(path).catch((error: unknown) => String(error));
      answers.push(typeof answer === 'string' ? answer : answer.status);
      await sleep(5);
    }
    connection.close();
  };
  const reading = Array.from({ length: count }, read);
  return {
    answers,
    async stop() {
      isOver = true;
      await Promise.all(reading);
      return answers.filter((answer) => answer !== 200);
    },
  };
}

describe.each([
  ['HAProxy', HAPROXY, runHaproxy],
  ['Caddy', CADDY, runCaddy],
] as const)('%s in front of three machines, where it is installed', (name, program, run) => {
  test.skipIf(program !== null)(`${name} is not on this machine, so that its file is not tried`, () => {});

  describe.skipIf(program === null)('goes round what is away', () => {
    let machines: Machine[];
    let proxy: RunningProxy;
    beforeAll(async () => {
      machines = [await openMachine(), await openMachine(), await openMachine()];
      const [one, two, three] = machines.map(({ port }) => port) as [number, number, number];
      proxy = await run([one, two, three]);
    });
    afterAll(async () => {
      await proxy?.close();
      for (const machine of machines ?? []) await machine.close();
    });

    test('what the site packs arrives as it is, and keys do not', async () => {
      for (const [accepted, packed] of [
        ['gzip, br', 'br'],
        ['gzip', 'gzip'],
        ['identity', undefined],
      ] as const) {
        const { status, headers } = await exchange(proxy.url + STORY, { 'Accept-Encoding': accepted });
        expect([status, headers['content-encoding']]).toEqual([200, packed]);
        expect('surrogate-key' in headers).toBe(false);
        const tag = { 'Accept-Encoding': accepted, 'If-None-Match': String(headers.etag) };
        expect((await exchange(proxy.url + STORY, tag)).status).toBe(304);
      }
      // Without the header at all nothing is packed on the way either.
      const plain = await exchange(proxy.url + STORY);
      expect(plain.headers['content-encoding']).toBe(undefined);
    });

    test('nobody purges by way of it', async () => {
      expect((await exchange(proxy.url, { 'xkey-purge': '*' }, { method: 'PURGE' })).status).toBe(405);
    });

    test('readers notice neither a machine that is killed nor one that goes down', async () => {
      const reading = readers(proxy.url, STORY, 6);
      const some = () => expect.poll(() => reading.answers.length, PATIENCE);
      await some().toBeGreaterThan(50);
      await machines[0]?.kill();
      await some().toBeGreaterThan(reading.answers.length + 200);
      await machines[1]?.drain();
      await some().toBeGreaterThan(reading.answers.length + 200);
      expect(await reading.stop()).toEqual([]);
    });
  });
});
