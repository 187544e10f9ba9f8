import type { RequestHandler, Response } from 'express';
import type { DeskNews, NewsEvent } from '../news.ts';
import { DeskError } from '../desk-error.ts';

export interface EventStreamOptions {
  readonly news: DeskNews;
  /** What is told to somebody for whom there is no room, in words. */
  readonly full: string;
  /** A stream ends after so long, and the browser asks again: so a session that was ended has none. 60 s by default; in ms. */
  readonly lifeMs?: number;
  /** A comment is sent so often, so that nothing between takes the connection for dead. 15 s by default; in ms. */
  readonly heartbeatMs?: number;
  /** Streams that are open at once. */
  readonly most?: number;
}

/** What comes within so long is told at once, in ms. */
const GATHER_MS = 100;

/**
 * Tells a browser, as Server-Sent Events (HTML Living Standard §9.2), that what it shows has changed: an event `changed` whose data
 * are the kinds of news, divided by spaces. What it shows instead it asks for itself, so that there is one way in which pages
 * are made. Mount it behind the log-in.
 */
export function eventStream(options: EventStreamOptions): RequestHandler {
  const { news, full, lifeMs = 60_000, heartbeatMs = 15_000, most = 200 } = options;
  let open = 0;
  return (request, response) => {
    if (open >= most)
      throw new DeskError(503, 'too-many-streams', full, { headers: { 'Retry-After': '30' } });
    open += 1;
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'private, no-store, no-transform',
      // nginx hands on what it has not gathered.
      'X-Accel-Buffering': 'no',
    });
    // A browser that comes back has missed what happened meanwhile.
    response.write(
      request.headers['last-event-id'] === undefined ? 'retry: 1000\nid: 1\n\n' : toldAs(['all']),
    );
    const stop = tellChanges(news, response);
    const heartbeat = setInterval(() => response.write(':\n\n'), heartbeatMs);
    const life = setTimeout(() => response.end(), lifeMs);
    response.once('close', () => {
      open -= 1;
      clearInterval(heartbeat);
      clearTimeout(life);
      stop();
    });
  };
}

function tellChanges(news: DeskNews, response: Response): () => void {
  const kinds = new Set<NewsEvent['kind']>();
  let timer: NodeJS.Timeout | undefined;
  const end = news.subscribe(({ kind }) => {
    kinds.add(kind);
    timer ??= setTimeout(() => {
      timer = undefined;
      // A browser that does not read has nothing kept for it: what it is told next says that all may differ.
      if (response.writableNeedDrain) return;
      response.write(toldAs([...kinds]));
      kinds.clear();
    }, GATHER_MS);
  });
  return () => {
    clearTimeout(timer);
    end();
  };
}

const toldAs = (kinds: readonly string[]): string => `id: 1\nevent: changed\ndata: ${kinds.join(' ')}\n\n`;
