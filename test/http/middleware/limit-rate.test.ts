import request from 'supertest';
import { expect, test } from 'vitest';
import { clientKey, limitRate } from '../../../src/http/middleware/limit-rate.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { createSmallSite } from '../small-site.ts';

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['203.0.113.9:50123', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/56'],
  ['2001:db8:1:ff::1', '2001:db8:1::/56'],
  ['2001:db8:1:100::1', '2001:db8:1:100::/56'],
  ['[2001:db8:1:2::3]:443', '2001:db8:1::/56'],
  ['[2001:db8:1:2::3]', '2001:db8:1::/56'],
  ['fe80::1%eth0', 'fe80::/56'],
  ['unknown', 'unknown'],
  ['', 'unknown'],
  ['999.1.1.1', 'unknown'],
  ['x'.repeat(5_000), 'unknown'],
  [undefined, 'unknown'],
])('%s is counted as %s', (address, key) => {
  expect(clientKey(address)).toBe(key);
});

test('a client may ask so often and no more, and is told its standing', async () => {
  const lines: string[] = [];
  const clock = { at: 86_400_000 };
  const log = createLogger({ level: 'debug', destination: { write: (line) => lines.push(line) } });
  const { app } = createSmallSite({
    addRoutes(site) {
      site.set('trust proxy', 'loopback');
      site.get(
        '/asked',
        limitRate({ requests: 2, windowMs: 60_000 }, log, () => clock.at),
        (_request, response) => {
          response.sendStatus(200);
        },
      );
    },
  });
  const ask = (client: string) => request(app).get('/asked').set('X-Forwarded-For', client);
  const first = await ask('203.0.113.9');
  expect(first.status).toBe(200);
  expect(first.headers['ratelimit']).toMatch(/^"2-in-1min"; r=1; t=(?:60|59)$/);
  expect(first.headers['ratelimit-policy']).toMatch(/^"2-in-1min"; q=2; w=60; pk=:[A-Za-z0-9+/=]+:$/);
  expect(first.headers).not.toHaveProperty('retry-after');
  expect(first.headers).not.toHaveProperty('x-ratelimit-limit');
  expect((await ask('203.0.113.9')).status).toBe(200);
  const third = await ask('203.0.113.9');
  expect(third.status).toBe(429);
  expect(third.headers['retry-after']).toMatch(/^(?:60|59)$/);
  expect(third.headers['ratelimit']).toMatch(/; r=0;/);
  expect((await ask('203.0.113.10')).status).toBe(200);
  // The last that an untrusted one wrote counts, whatever stands before it.
  expect((await ask('198.51.100.1, 203.0.113.9')).status).toBe(429);
  expect((await ask('2001:db8::1')).headers['ratelimit']).toContain('r=1;');
  expect((await ask('2001:db8::2')).headers['ratelimit']).toContain('r=0;');
  expect(lines).toEqual([]);
  // Windows end by the clock: while it was ahead they were put a day too far.
  clock.at = 0;
  expect((await ask('203.0.113.9')).status).toBe(200);
});
