import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RenderedPage } from '../../cache/page-entry.ts';
import { sendEntry } from './send-entry.ts';
import { atOneMoment, type PageMoment, type SiteDeps } from '../site-deps.ts';

/** One request with its response, and the way on to the next handler. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly next: () => void;
}

/** Where the cache keeps something: which route made it, and under what name, mostly its URL. */
export interface CacheAddress {
  readonly route: string;
  readonly url: string;
}

const NOTHING = { kind: 'nothing' } as const;

/**
 * Serves what a route has at an address: from the cache, or built now at one moment. Goes on to the next handler
 * where `build` finds nothing.
 */
export async function serveBuilt(
  deps: SiteDeps,
  { request, response, next }: Exchange,
  { route, url }: CacheAddress,
  build: (context: PageMoment) => RenderedPage | null,
): Promise<void> {
  const found = await deps.pages.resolve(route, url, () =>
    atOneMoment(deps, (context) => build(context) ?? NOTHING),
  );
  if (found.kind === 'page') sendEntry(request, response, found);
  else next();
}
