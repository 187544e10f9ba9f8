import { request as httpRequest } from 'node:http';
import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startServer } from '../../../src/runtime/server/listen.ts';
import { ListenError } from '../../../src/runtime/server/listen-error.ts';
import { announce } from '../../../src/runtime/server/server-address.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { errorPage } from '../../http/small-site.ts';
import { startLimitedSite, stopServer } from '../limited-site.ts';

test('a connection is kept longer than nginx and load balancers keep theirs', async () => {
  const { server } = await startLimitedSite({});
  expect(server.keepAliveTimeout).toBeGreaterThan(60_000);
  expect(server.headersTimeout).toBe(10_000);
  expect(server.requestTimeout).toBe(30_000);
  expect(server.timeout).toBe(30_000);
});

describe('start', () => {
  test.each(['info', 'error'] as const)('writes the ready line with the URL at level %s', async (level) => {
    const lines: string[] = [];
    const log = createLogger({ level, destination: { write: (line) => lines.push(line) } });
    const running = await startServer({
      handler: (_request, response) => response.end('ok'),
      host: '127.0.0.1',
      port: 0,
      errorPage,
      now: () => 0,
    });
    onTestFinished(() => stopServer(running));
    expect(lines).toEqual([]);
    announce(running, log);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'info', msg: 'listening', url: running.url },
    ]);
    const status = await new Promise((resolve, reject) => {
      httpRequest(running.url, { agent: false }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
  });

  const startAt = (host: string, port: number) =>
    startServer({
      handler: () => {},
      host,
      port,
      errorPage,
      now: () => 0,
    });

  test('on a taken port fails with one line that names PORT and the cure', async () => {
    const { url } = await startLimitedSite();
    const port = Number(new URL(url).port);
    const failed = startAt('127.0.0.1', port);
    await expect(failed).rejects.toBeInstanceOf(ListenError);
    await expect(failed).rejects.toMatchObject({
      code: 'EADDRINUSE',
      message: `PORT ${port} on 127.0.0.1 is taken by another program. Stop that program or set PORT to a free port.`,
    });
  });

  test('on an address of another machine fails with one line that names HOST', async () => {
    const failed = startAt('192.0.2.1', 0);
    await expect(failed).rejects.toBeInstanceOf(ListenError);
    await expect(failed).rejects.toThrow(
      /^HOST 192\.0\.2\.1 is no address of this machine\. Set HOST [^\n]+$/,
    );
  });

  test('names an IPv6 address in brackets where the machine has one', async (context) => {
    const hasIpv6 = await new Promise<boolean>((resolve) => {
      const probe = createServer().on('error', () => resolve(false));
      probe.listen(0, '::1', () => probe.close(() => resolve(true)));
    });
    context.skip(!hasIpv6, 'no IPv6 on this machine');
    const running = await startAt('::1', 0);
    onTestFinished(() => stopServer(running));
    expect(running.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
  });
});
