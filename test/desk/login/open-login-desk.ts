import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RequestHandler } from 'express';
import { onTestFinished } from 'vitest';
import type { Role } from '../../../src/accounts/person.ts';
import { createDesk } from '../../../src/desk/create-desk.ts';
import { deskDates } from '../../../src/desk/desk-dates.ts';
import { createDeskFrame } from '../../../src/desk/desk-frame.ts';
import { createDeskRenderer } from '../../../src/desk/desk-renderer.ts';
import { createLoginRoutes } from '../../../src/desk/login/create-login-routes.ts';
import { personOf, requires } from '../../../src/desk/login/person-of.ts';
import { createDeskNews } from '../../../src/desk/news.ts';
import { readDeskFiles } from '../../../src/desk/read-desk-files.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { openTestAccounts, type TestAccounts } from '../../accounts/open-test-accounts.ts';
import { createTestBrowser, type TestBrowser } from './test-browser.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
export const PASSWORD = 'ferry apricot lantern';

export interface LoginDeskOptions {
  readonly ssoHeader?: string;
  readonly trustedProxies?: readonly string[];
  /** The desk's public origin; `https://desk.example.org` by default, null for `localhost` where it listens. */
  readonly origin?: string | null;
}

export interface LoginDesk extends TestAccounts {
  readonly origin: string;
  /** What was written behind the doors. */
  readonly written: readonly string[];
  /** Somebody with a password, and a browser of theirs that is logged in. */
  loggedIn(name: string, role: Role): Promise<TestBrowser>;
  browser(): TestBrowser;
}

/** Opens a desk with its doors, and behind them an area that writes, until the test ends. */
export async function openLoginDesk(options: LoginDeskOptions = {}): Promise<LoginDesk> {
  const { ssoHeader = null, trustedProxies = [], origin: given = 'https://desk.example.org' } = options;
  const opened = openTestAccounts();
  const { accounts, clock } = opened;
  const written: string[] = [];
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => close(server));
  const { port } = server.address() as AddressInfo;
  const origin = given ?? `http://localhost:${port}`;
  const assets = readDeskFiles(join(ROOT, 'public'));
  const render = createDeskRenderer({ viewsDir: join(ROOT, 'views/desk'), assetUrl: assets.url });
  const reader = (): never => {
    throw new Error('no catalog');
  };
  const show = createDeskFrame({ render, reader, news: createDeskNews(), siteUrl: 'https://example.org' });
  const now = () => clock.now;
  const dates = () => deskDates('Asia/Yerevan');
  const login = createLoginRoutes({ accounts, origin, ssoHeader, show, dates, now });
  const home: RequestHandler = (request, response, next) => {
    if (request.path !== '/') return next();
    const page = { title: 'Board', message: personOf(response).name, hint: null };
    show(request, response, { view: 'message', title: 'Board', current: '/', page });
  };
  const write: RequestHandler = (request, response, next) => {
    if (request.path !== '/write' || request.method !== 'POST') return next();
    written.push(String((request.body as { text?: string } | undefined)?.text));
    response.send('written');
  };
  const editors: RequestHandler = (request, response, next) =>
    request.path === '/publish' ? requires('publish')(request, response, next) : next();
  const publish: RequestHandler = (request, response, next) => {
    if (request.path !== '/publish') return next();
    written.push('published');
    response.send('published');
  };
  const areas = [login, home, write, editors, publish];
  const log = createLogger({ level: 'silent' });
  server.on('request', createDesk({ origin, trustedProxies, assets, show, areas, log, now }));
  const browser = (): TestBrowser => createTestBrowser(`http://127.0.0.1:${port}`, origin);
  return {
    ...opened,
    origin,
    written,
    browser,
    async loggedIn(name, role) {
      const person = accounts.people.add({ name, email: 'desk@example.org', role });
      accounts.keys.passwords.put(person.id, await accounts.keys.passwords.prepare(person, PASSWORD));
      const client = browser();
      const { status } = await client.post('/login', { name, password: PASSWORD });
      if (status !== 303) throw new Error(`${name} cannot log in: ${status}`);
      return client;
    },
  };
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
}
