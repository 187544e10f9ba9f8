import type { IncomingMessage } from 'node:http';
import { FetchError } from './fetch-error.ts';
import { type HopDeps, readWebUrl, requestHop } from './request-hop.ts';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const FOR_GOOD: ReadonlySet<number> = new Set([301, 308]);

export interface RedirectDeps extends HopDeps {
  readonly allowPrivate: boolean;
}

/** The first answer that is no redirect. */
export interface Answer {
  readonly message: IncomingMessage;
  readonly url: URL;
  /** Whether every hop to it, if there was any, says that it is for good and is believed. */
  readonly isForGood: boolean;
  readonly hops: number;
}

/**
 * Asks an address and the addresses that it redirects to, each judged as the first, and returns the first
 * answer that is no redirect, its body unread. Rejects with a FetchError or an error of node:http.
 */
export async function followRedirects(
  written: string,
  headers: Readonly<Record<string, string>>,
  deps: RedirectDeps,
): Promise<Answer> {
  const { allowPrivate, limits } = deps;
  const seen = new Set<string>();
  let url = readWebUrl(written, undefined, allowPrivate);
  let isForGood = true;
  for (;;) {
    const message = await requestHop(url, headers, deps);
    const status = message.statusCode ?? 0;
    const { location } = message.headers;
    const hops = seen.size;
    if (!REDIRECTS.has(status) || location === undefined) return { message, url, isForGood, hops };
    message.destroy();
    seen.add(url.href);
    const next = readWebUrl(location, url, allowPrivate);
    checkRedirect(url, next, seen, limits.redirects);
    isForGood &&= FOR_GOOD.has(status) && isKnownServer(url, next);
    url = next;
  }
}

/**
 * Whether it is sure who sends a reader on. Over plain http it may be somebody on the way, who must not have what is ours
 * fetched from a server of his ever after: such a redirect is followed, and asked for again the next time.
 */
export const isKnownServer = (from: URL, to: URL): boolean =>
  from.protocol === 'https:' || siteOf(from) === siteOf(to);

const siteOf = ({ hostname }: URL): string => hostname.replace(/^www\./, '');

/**
 * Throws a FetchError where a redirect leads back to what was asked before, is one too many, or leaves https:
 * whoever listens on the way could write what readers see.
 */
export function checkRedirect(from: URL, to: URL, asked: ReadonlySet<string>, most: number): void {
  if (asked.has(to.href)) throw redirectError('redirect-loop', 'The address redirects in a circle.');
  if (asked.size > most) {
    throw redirectError('redirect-many', `There are more than ${most} redirects in a row.`);
  }
  if (from.protocol === 'https:' && to.protocol === 'http:') {
    throw redirectError('redirect-downgrade', 'The address redirects from https to http.');
  }
}

const redirectError = (code: string, message: string): FetchError =>
  new FetchError(code, message, 'Open the address in a browser, and use the one that it ends at instead.');
