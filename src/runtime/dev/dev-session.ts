import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RequestListener, ServerResponse } from 'node:http';
import type { Problem } from '../../problems/problem.ts';

/** What is wrong, as the page shows it. */
export interface ShownProblem {
  readonly severity: Problem['severity'];
  /** `file:line:column`. */
  readonly place: string;
  readonly message: string;
  readonly hint: string;
  /** The lines around it with a mark; '' where they cannot be shown. */
  readonly frame: string;
}

export interface DevSessionOptions {
  readonly show: (problem: Problem) => ShownProblem;
}

/** What binds the browsers of those who work on a site to the server. */
export interface DevSession {
  /** Puts the session’s own addresses before a site’s. */
  before(site: RequestListener): RequestListener;
  /** A page with the script that follows the session. */
  addScript(html: string): string;
  /** Pages may differ: browsers load theirs anew. */
  changed(): void;
  /** What is wrong with a file now; nothing where it is mended. */
  troubled(file: string, problems: readonly Problem[]): void;
  /** The same of views and styles, in words that are shown as they are. */
  viewsTroubled(problem: ShownProblem | null): void;
  /** Pages are served: from now on browsers are told. */
  start(): void;
  close(): void;
}

const EVENTS = '/-/dev/events';
const SCRIPT = '/-/dev/client.js';
const SCRIPT_TAG = `<script type="module" src="${SCRIPT}"></script>\n`;
/** Names of this machine; another one, whose owner has it lead here, gets nothing. */
const OWN_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;
/** A browser that lost the server asks again after so long, in ms; restarts are quick. */
const RETRY_MS = 100;
/** Whatever stands between must not take the stream for dead; in ms. */
const PING_MS = 5_000;
/** More are not shown over a page. */
const MOST_SHOWN = 20;

/** Opens a session without browsers. */
export function createDevSession({ show }: DevSessionOptions): DevSession {
  const id = randomUUID();
  const script = readFileSync(new URL('./browser.js', import.meta.url));
  const browsers = new Set<ServerResponse>();
  const troubles = new Map<string, readonly Problem[]>();
  let ofViews: ShownProblem | null = null;
  let version = 0;
  let isStarted = false;

  const state = (): string => {
    const all = [...troubles.values()]
      .flat()
      .sort((a, b) => (a.severity < b.severity ? -1 : a.severity > b.severity ? 1 : 0));
    const problems = [...(ofViews === null ? [] : [ofViews]), ...all.slice(0, MOST_SHOWN).map(show)];
    return `data: ${JSON.stringify({ session: id, version, problems, more: Math.max(0, all.length - MOST_SHOWN) })}\n\n`;
  };
  const tell = (text: string): void => {
    if (isStarted) for (const browser of browsers) browser.write(text);
  };
  const pings = setInterval(() => tell(': here\n\n'), PING_MS).unref();

  const follow = (response: ServerResponse): void => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(`retry: ${RETRY_MS}\n\n${isStarted ? state() : ''}`);
    browsers.add(response);
    response.on('close', () => browsers.delete(response));
  };

  return {
    before: (site) => (request, response) => {
      const { method, url, headers } = request;
      const isOwn =
        (url === EVENTS || url === SCRIPT) && method === 'GET' && OWN_HOST.test(headers.host ?? '');
      if (!isOwn) site(request, response);
      else if (url === EVENTS) follow(response);
      else {
        const type = 'text/javascript; charset=utf-8';
        response.writeHead(200, {
          'Content-Type': type,
          'Cache-Control': 'no-store',
          'Content-Length': script.length,
        });
        response.end(script);
      }
    },
    addScript: (html) => html.replace(/<\/body>/, `${SCRIPT_TAG}</body>`),
    changed() {
      version += 1;
      tell(state());
    },
    troubled(file, problems) {
      if (problems.length === 0) troubles.delete(file);
      else troubles.set(file, problems);
      tell(state());
    },
    viewsTroubled(problem) {
      if (problem === null && ofViews === null) return;
      ofViews = problem;
      tell(state());
    },
    start() {
      isStarted = true;
      tell(state());
    },
    close() {
      clearInterval(pings);
      for (const browser of browsers) browser.end();
    },
  };
}
