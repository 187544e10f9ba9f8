import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

/** What one machine told the outside. */
export interface Told {
  readonly machine: number;
  /** Of a webhook `TYPE PATH`, of a hub the feed’s path, of the search engine a page’s path, of the git host the commit and the context. */
  readonly what: string;
  /** The webhook’s id; empty for others. */
  readonly id: string;
}

/** A search engine, a hub, a webhook’s receiver and a git host’s API that note what they hear. */
export interface Outside {
  /** What a machine is started with, so that it tells these. */
  readonly environmentOf: (machine: number) => Readonly<Record<string, string>>;
  readonly engine: readonly Told[];
  readonly hub: readonly Told[];
  readonly webhook: readonly Told[];
  readonly statuses: readonly Told[];
  readonly close: () => Promise<void>;
}

/** The site’s address: one of this machine is told nobody. */
export const SITE_URL = 'https://courier.test';
const PRELOADED = fileURLToPath(new URL('ask-the-rig.ts', import.meta.url));

/** Starts them on one port of this machine. Close it. */
export async function startOutside(): Promise<Outside> {
  const engine: Told[] = [];
  const hub: Told[] = [];
  const webhook: Told[] = [];
  const statuses: Told[] = [];
  const hear = (request: IncomingMessage, body: string): void => {
    const [, kind, number = '0', ...rest] = (request.url ?? '').split('/');
    const told = (what: string, id = ''): Told => ({ machine: Number(number), what, id });
    if (kind === 'engine') for (const url of JSON.parse(body).urlList) engine.push(told(pathOf(url)));
    if (kind === 'hub') {
      const topics = new URLSearchParams(body).getAll('hub.url');
      for (const topic of topics) hub.push(told(pathOf(topic)));
    }
    if (kind === 'webhook') {
      const { type, id, article } = JSON.parse(body);
      webhook.push(told(article === undefined ? type : `${type} ${pathOf(article.url)}`, id));
    }
    if (kind === 'statuses') statuses.push(told(`${rest.at(-1)} ${JSON.parse(body).context}`));
  };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (text: string) => (body += text));
    request.on('end', () => {
      hear(request, body);
      response.writeHead(request.url?.startsWith('/statuses') ? 201 : 202).end('{}');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    environmentOf: (machine) => ({
      SITE_URL,
      INDEXNOW_KEY: '0123456789abcdef0123456789abcdef',
      WEBSUB_HUBS: `${origin}/hub/${machine}`,
      WEBHOOK_URLS: `${origin}/webhook/${machine}`,
      WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, machine).toString('base64')}`,
      NODE_OPTIONS: `--import=${PRELOADED}`,
      RIG_ENGINE: `${origin}/engine/${machine}`,
      RIG_STATUSES: `${origin}/statuses/${machine}`,
    }),
    engine,
    hub,
    webhook,
    statuses,
    close() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

const pathOf = (url: string): string => new URL(url).pathname;
