import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type Connection, connect } from '../../../bench/lib/connection.ts';
import { findWrongPages } from '../../../bench/lib/expected-page.ts';

const open: { server: Server; connection: Connection }[] = [];
afterEach(() => {
  for (const { server, connection } of open.splice(0)) {
    connection.close();
    server.close();
    server.closeAllConnections();
  }
});

async function serve(handler: RequestListener) {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const connection = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  open.push({ server, connection });
  return { server, connection };
}

describe('a connection', () => {
  test('is kept for the next request, and asks for the encoding it was told', async () => {
    let connections = 0;
    const { server, connection } = await serve((request, response) =>
      response.end(`${request.url} ${request.headers['accept-encoding']}`),
    );
    server.on('connection', () => {
      connections += 1;
    });
    expect((await connection.get('/a')).body.toString()).toBe('/a identity');
    const reply = await connection.get('/b', 'br');
    expect(reply.body.toString()).toBe('/b br');
    expect(reply.status).toBe(200);
    expect(reply.ms).toBeGreaterThan(0);
    expect(connections).toBe(1);
  });

  test('opens again when the server closed it meanwhile', async () => {
    let requests = 0;
    const { connection } = await serve((request, response) => {
      requests += 1;
      if (requests === 2) request.socket.destroy();
      else response.end('here');
    });
    await connection.get('/');
    expect((await connection.get('/')).body.toString()).toBe('here');
    expect(requests).toBe(3);
  });

  test('fails where nobody listens', async () => {
    const { server, connection } = await serve(() => {});
    server.close();
    await once(server, 'close');
    await expect(connection.get('/')).rejects.toThrow('ECONNREFUSED');
  });
});

test('wrong pages are named with what is wrong', async () => {
  const { connection } = await serve((request, response) => {
    response.statusCode = request.url === '/gone' ? 410 : 200;
    response.end('A headline');
  });
  const pages = [
    { path: '/a', texts: ['headline'] },
    { path: '/b', texts: ['headline', 'body'] },
    { path: '/gone', status: 410, texts: [] },
    { path: '/gone', texts: [] },
  ];
  expect(await findWrongPages(connection, pages)).toEqual([
    '/b: "body" is missing',
    '/gone: 410 instead of 200',
  ]);
});
