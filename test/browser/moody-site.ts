import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createReadiness } from '../../src/http/readiness.ts';
import { createStandalonePage } from '../../src/http/send/standalone-page.ts';
import { assembleSite } from '../../src/runtime/server/assemble-site.ts';
import { readErrorPage } from '../../src/runtime/server/read-error-page.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { type Newsroom, openNewsroom, type Running } from '../ingest/open-newsroom.ts';
import { fakeSearch, foundAnswer } from '../support/fake-search.ts';

/** How the network does: it answers, is away, accepts and never answers, or answers every page with 503. */
export type Mood = 'up' | 'down' | 'silent' | 'broken';

/** A newsroom at work, served on loopback by a network with moods. */
export interface MoodySite {
  readonly url: string;
  readonly room: Newsroom;
  readonly running: Running;
  mood: Mood;
  /** What was asked for, in order. */
  readonly requests: IncomingMessage[];
  readonly close: () => Promise<void>;
}

/** Serves these files, without a cache of finished pages: what is published is there at once. Close it. */
export async function openMoodySite(files: Readonly<Record<string, string>>): Promise<MoodySite> {
  const room = openNewsroom(files);
  const running = await room.start({ isLive: true });
  const now = (): number => Date.now();
  const { handler } = assembleSite({
    reader: () => ({ read: (work) => running.ask((catalog) => work(catalog)), close() {} }),
    origin: 'http://courier.test',
    contentDir: room.contentDir,
    dataDir: room.dataDir,
    log: createLogger({ level: 'silent' }),
    now,
    readiness: createReadiness(),
    errorPage: createStandalonePage(readErrorPage()),
    cacheBytes: 0,
    sharedCaching: { maxAge: 0, tagHeader: null },
    search: fakeSearch(foundAnswer()),
  });
  const server = createServer((request, response) => {
    site.requests.push(request);
    if (site.mood === 'down') request.socket.destroy();
    else if (site.mood === 'silent') return;
    else if (site.mood === 'broken')
      response.writeHead(503, { 'Content-Type': 'text/html' }).end('<h1>503</h1>');
    else handler(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const site: MoodySite = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    room,
    running,
    mood: 'up',
    requests: [],
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await room.dispose();
    },
  };
  return site;
}
