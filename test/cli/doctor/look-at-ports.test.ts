import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { findFreePort } from '../../../bench/lib/free-port.ts';
import { lookAtPorts } from '../../../src/cli/doctor/look-at-ports.ts';
import { readEnvironment } from '../../../src/config/environment.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Answers all with this text. Returns its port. */
async function serve(text: string): Promise<string> {
  const server = createServer((_request, response) => response.end(text)).listen(0, '127.0.0.1');
  closing.push(() => server.close());
  await once(server, 'listening');
  return String((server.address() as AddressInfo).port);
}

test('a port that is free, and those that a site and its metrics have, are as they should be', async () => {
  const given = {
    PORT: await serve('{"status":"ok"}'),
    OPS_PORT: await serve('ok\n'),
    DESK_PORT: String(await findFreePort()),
  };
  const found = await lookAtPorts(readEnvironment(given));
  expect(found.map(({ topic, state }) => [topic, state])).toEqual([
    ['PORT', 'ok'],
    ['DESK_PORT', 'ok'],
    ['OPS_PORT', 'ok'],
  ]);
  expect(found[0]?.says).toContain('served by a Dateline that runs');
});

test('one that another program has is told with the cure', async () => {
  const [found] = await lookAtPorts(readEnvironment({ PORT: await serve('hello') }));
  expect(found).toMatchObject({
    topic: 'PORT',
    state: 'missing',
    says: expect.stringContaining('taken by another program'),
  });
});
