import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { ListenError } from '../../../src/runtime/server/listen-error.ts';
import { serverUrl, tryAddress } from '../../../src/runtime/server/server-address.ts';

test('an address that can be had can be had again at once', async () => {
  const port = await tryAddress('127.0.0.1', 0);
  expect(port).toBeGreaterThan(0);
  expect(await tryAddress('127.0.0.1', port)).toBe(port);
});

test('an address that is taken is told with the cure', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const failure = tryAddress('127.0.0.1', port);
  await expect(failure).rejects.toThrow(ListenError);
  await expect(failure).rejects.toThrow(`PORT ${port} on 127.0.0.1 is taken`);
});

test.each([
  ['127.0.0.1', 'http://127.0.0.1:80'],
  ['0.0.0.0', 'http://localhost:80'],
  ['::', 'http://localhost:80'],
  ['::1', 'http://[::1]:80'],
])('a server on %s is reached at %s', (host, url) => {
  expect(serverUrl(host, 80)).toBe(url);
});
