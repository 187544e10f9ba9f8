import type { RequestListener } from 'node:http';
import { sendEntry } from '../../http/send/send-entry.ts';
import type { StandalonePage } from '../../http/send/standalone-page.ts';

const RETRY_AFTER_SECONDS = 5;

/** Answers while the catalog is being built: alive, but 503 for everything else, and never stored. */
export function startingPage(errorPage: StandalonePage): RequestListener {
  return (request, response) => {
    const isAlive = request.url === '/healthz';
    response.setHeader('Content-Security-Policy', errorPage.contentSecurityPolicy);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (isAlive) {
      response.writeHead(200, {
        'Content-Type': 'application/json; charset=utf-8',
        'Cache-Control': 'no-store',
      });
      response.end('{"status":"ok"}');
      return;
    }
    response.setHeader('Retry-After', RETRY_AFTER_SECONDS);
    sendEntry(request, response, errorPage.get(503));
  };
}
