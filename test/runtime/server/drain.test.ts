import type { RequestListener, ServerResponse } from 'node:http';
import { afterEach, expect, test, vi } from 'vitest';
import { createReadiness } from '../../../src/http/readiness.ts';
import { createDrain } from '../../../src/runtime/server/drain.ts';
import { type RunningServer, startServer } from '../../../src/runtime/server/listen.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { connectRaw, type RawConnection } from '../../http/raw-exchange.ts';
import { errorPage } from '../../http/small-site.ts';

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;

let running: RunningServer;
const opened: RawConnection[] = [];
afterEach(() => {
  for (const { socket } of opened.splice(0)) socket.destroy();
  running.server.close();
  running.server.closeAllConnections();
});

/** A server whose `/slow` waits for `answerSlow`; connections rest for at most `keepAliveTimeoutMs`. */
async function start(keepAliveTimeoutMs = 60_000) {
  const waiting: ServerResponse[] = [];
  const handler: RequestListener = (request, response) => {
    if (request.url === '/slow') waiting.push(response);
    else response.end('quick');
  };
  running = await startServer({
    handler,
    host: '127.0.0.1',
    port: 0,
    errorPage,
    now: () => 0,
    limits: { keepAliveTimeoutMs },
  });
  const readiness = createReadiness();
  readiness.markReady();
  const afterClose = vi.fn();
  const log = createLogger({ level: 'silent' });
  const drain = createDrain({ ...running, readiness, log, afterClose });
  const connect = async (path: string, text: string) => {
    const connection = await connectRaw(running.url);
    opened.push(connection);
    connection.send(get(path));
    if (text !== '') await connection.holds(text);
    return connection;
  };
  return { drain, readiness, afterClose, connect, waiting };
}

test('who retires accepts nobody, but answers each connection once more, and stays ready for them', async () => {
  const { drain, readiness, afterClose, connect, waiting } = await start();
  const resting = await connect('/', 'quick');
  const slow = await connect('/slow', '');
  await expect.poll(() => waiting.length).toBe(1);
  const code = drain.retire();
  expect(readiness.isReady()).toBe(true);
  await expect(connectRaw(running.url)).rejects.toThrow('ECONNREFUSED');
  waiting[0]?.end('slow but whole');
  expect(await slow.closed()).toMatch(/Connection: close\r\n[\s\S]*slow but whole$/);
  expect(afterClose).not.toHaveBeenCalled();
  resting.send(get('/'));
  expect(await resting.closed()).toMatch(/Connection: close\r\n[\s\S]*quick$/);
  expect(await code).toBe(0);
  expect(afterClose).toHaveBeenCalledTimes(1);
});

test('a connection that does not ask again is closed when its time is over, not before', async () => {
  const { drain, connect } = await start(200);
  const resting = await connect('/', 'quick');
  const code = drain.retire();
  expect(await code).toBe(0);
  expect(await resting.closed()).toMatch(/quick$/);
});

test('a stop closes the connections that who retires still has', async () => {
  const { drain, readiness, afterClose, connect } = await start();
  const resting = await connect('/', 'quick');
  const retired = drain.retire();
  const stopped = drain.stop(20);
  expect(readiness.isReady()).toBe(false);
  expect(await Promise.all([retired, stopped])).toEqual([0, 0]);
  expect(await resting.closed()).toMatch(/quick$/);
  expect(afterClose).toHaveBeenCalledTimes(1);
});

test('a stop after all is closed is over at once', async () => {
  const { drain } = await start();
  expect(await drain.retire()).toBe(0);
  expect(await drain.stop(20)).toBe(0);
});

test('who is cut off is told by the code', async () => {
  const { drain, connect, waiting } = await start();
  const slow = await connect('/slow', '');
  await expect.poll(() => waiting.length).toBe(1);
  const code = drain.retire();
  drain.cutOff('no time');
  expect(await slow.closed()).toBe('');
  expect(await code).toBe(1);
});
