import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sendStored } from '../../../src/http/send/send-stored.ts';
import type { Stored } from '../../../src/media/variants/variant-store.ts';
import { openFilesBelow } from '../../support/open-files.ts';

/** More than a socket's buffers hold, so that a reader who does not read stops the sending. */
const BYTES = 30_000_000;
const NAME = 'abcd-640.avif';
let folder: string;
let file: string;
let server: Server;
/** How sending ended, once for each request: null or its error. */
let ends: unknown[];
let read: () => Promise<Stored>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-send-'));
  file = join(folder, NAME);
  await writeFile(file, Buffer.alloc(BYTES, 7));
  read = async () => ({ file, bytes: null });
  ends = [];
  server = createServer((request, response) => {
    sendStored(request, response, { name: NAME, contentType: 'image/avif', read: () => read() }).then(
      () => ends.push(null),
      (error: unknown) => ends.push(error),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

async function ask(method = 'GET', headers = ''): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(`${method} /pictures/${NAME} HTTP/1.1\r\nHost: a\r\n${headers}\r\n`);
  return socket;
}

const firstBytes = (socket: Socket): Promise<unknown> =>
  new Promise((resolve) => socket.once('readable', resolve));

describe.runIf(process.platform === 'linux')('whatever a client does, the file is closed', () => {
  test.each([
    ['reset', (socket: Socket) => socket.resetAndDestroy()],
    ['closed', (socket: Socket) => socket.destroy()],
  ])('%s before the file is found', async (_, leave) => {
    const found = Promise.withResolvers<Stored>();
    const asked = Promise.withResolvers<void>();
    read = () => {
      asked.resolve();
      return found.promise;
    };
    const socket = await ask();
    await asked.promise;
    const isGone = new Promise((resolve) => server.once('connection', (one) => one.once('close', resolve)));
    leave(socket);
    // The next connection is a second one; the first is gone when its descriptor is.
    const second = await ask();
    second.destroy();
    await isGone;
    found.resolve({ file, bytes: null });
    await expect.poll(() => ends).toEqual([null, null]);
    expect(openFilesBelow(folder)).toEqual([]);
  });

  test.each([
    ['reset', (socket: Socket) => socket.resetAndDestroy()],
    ['closed', (socket: Socket) => socket.destroy()],
  ])('%s while it is sent', async (_, leave) => {
    const socket = await ask();
    await firstBytes(socket);
    expect(openFilesBelow(folder)).toEqual([file]);
    leave(socket);
    await expect.poll(() => ends).toEqual([null]);
    expect(openFilesBelow(folder)).toEqual([]);
  });

  test('who stops reading and then leaves', async () => {
    const socket = await ask();
    socket.pause();
    await expect.poll(() => openFilesBelow(folder)).toEqual([file]);
    socket.resetAndDestroy();
    await expect.poll(() => ends).toEqual([null]);
    expect(openFilesBelow(folder)).toEqual([]);
  });

  test.each([
    ['HEAD', 'HEAD', ''],
    ['a good copy', 'GET', `If-None-Match: "${NAME}"\r\n`],
  ])('%s', async (_, method, headers) => {
    const socket = await ask(method, headers);
    await firstBytes(socket);
    await expect.poll(() => ends).toEqual([null]);
    expect(openFilesBelow(folder)).toEqual([]);
    socket.destroy();
  });

  test('a file that cannot be told the size of, or read', async () => {
    read = async () => ({ file: folder, bytes: null });
    const socket = await ask();
    await expect.poll(() => ends).toEqual([expect.objectContaining({ code: 'EISDIR' })]);
    expect(openFilesBelow(join(folder, '..')).filter((path) => path === folder)).toEqual([]);
    socket.destroy();
  });
});
