import { expect, test } from 'vitest';
import {
  environmentForSuccessor,
  givenEnvironment,
  hasServiceManager,
  takeHandedSocket,
} from '../../src/config/handed-socket.ts';

const FORMER = { host: '127.0.0.1', askedPort: 0, port: 3000 };

test('a former server’s socket is taken out of the environment, with where that listens', () => {
  const env = { PATH: '/bin', DATELINE_TAKES_OVER: JSON.stringify({ descriptor: 4, ...FORMER }) };
  expect(takeHandedSocket(env, 7)).toEqual({ descriptor: 4, former: FORMER });
  expect(env).toEqual({ PATH: '/bin' });
  expect(takeHandedSocket(env, 7)).toBeNull();
});

test.each([
  ['the only one', { LISTEN_PID: '7', LISTEN_FDS: '1' }, 3],
  ['the one that is named', { LISTEN_PID: '7', LISTEN_FDS: '2', LISTEN_FDNAMES: 'ops:site' }, 4],
  ['the first, where none is', { LISTEN_PID: '7', LISTEN_FDS: '2', LISTEN_FDNAMES: 'a:b' }, 3],
])('of a service manager’s sockets it is %s', (_, env, descriptor) => {
  expect(takeHandedSocket(env, 7)).toEqual({ descriptor, former: null });
  expect(env).toEqual({});
});

test.each([
  ['another process', { LISTEN_PID: '8', LISTEN_FDS: '1' }],
  ['none', { LISTEN_PID: '7', LISTEN_FDS: '0' }],
  ['nobody', {}],
])('sockets for %s are not this one’s', (_, env) => {
  expect(takeHandedSocket(env, 7)).toBeNull();
});

test('a successor may start in another folder: what it serves is written out', () => {
  const settings = { contentDir: 'content', dataDir: 'data', contentGit: null };
  expect(environmentForSuccessor(settings, { PORT: '1', CONTENT_DIR: 'content' })).toEqual({
    PORT: '1',
    CONTENT_DIR: `${process.cwd()}/content`,
    DATA_DIR: `${process.cwd()}/data`,
  });
});

test('the environment of a command is a server’s, but for who started it', () => {
  const given = { PORT: '1', LISTEN_PID: '7', LISTEN_FDS: '1', NOTIFY_SOCKET: '/command' };
  expect(givenEnvironment(given, { NOTIFY_SOCKET: '/service' })).toEqual({
    PORT: '1',
    NOTIFY_SOCKET: '/service',
  });
  expect(hasServiceManager({ NOTIFY_SOCKET: '/run/notify' })).toBe(true);
  expect(hasServiceManager({})).toBe(false);
});
