import { toFetchError } from './fetch-error.ts';
import { FETCH_LIMITS, type FetchLimits } from './fetch-limits.ts';
import { followRedirects } from './follow-redirects.ts';
import { createLookup, type Resolve, resolveName } from './create-lookup.ts';

/** What became of the address of a link. */
export type LinkAnswer =
  | { readonly kind: 'fine' }
  /** Every redirect on the way says that it is for good; `to` is where they end. */
  | { readonly kind: 'moved'; readonly to: string }
  /** `why` ends the sentence “The link leads nowhere: …”. */
  | { readonly kind: 'dead'; readonly why: string }
  /** `why` is a word or two, such as `no answer in time`. */
  | { readonly kind: 'unchecked'; readonly why: string };

export interface AskLinkDeps {
  /** Whether private, loopback and other addresses that are not public may be asked. */
  readonly allowPrivate: boolean;
  /** The value of User-Agent. */
  readonly userAgent: string;
  /** Ends the request early. */
  readonly signal?: AbortSignal;
  readonly limits?: Partial<FetchLimits>;
  /** Looks a name up; the machine’s own resolver where it is not given. */
  readonly resolve?: Resolve;
}

/** Servers that do not know HEAD, or give it to nobody. */
const ASK_AGAIN: ReadonlySet<number> = new Set([400, 403, 404, 405, 501]);
const LATE: ReadonlySet<string> = new Set(['connect-timeout', 'head-timeout', 'too-slow']);

/**
 * Asks an http(s) address whether it is there: by HEAD, and by GET where that is refused, of which only the head is read.
 * At most five redirects are followed, each address being judged as the first. Never rejects.
 */
export async function askLink(url: string, deps: AskLinkDeps): Promise<LinkAnswer> {
  const limits = { ...FETCH_LIMITS, ...deps.limits };
  const whole = AbortSignal.timeout(limits.wholeMs);
  const hop = {
    allowPrivate: deps.allowPrivate,
    limits,
    lookup: createLookup(deps.resolve ?? resolveName, deps.allowPrivate),
    signal: deps.signal === undefined ? whole : AbortSignal.any([whole, deps.signal]),
  };
  const headers = { 'user-agent': deps.userAgent, accept: 'text/html, */*;q=0.8' };
  const ask = async (method: 'HEAD' | 'GET') => {
    const answer = await followRedirects(url, headers, { ...hop, method });
    answer.message.destroy();
    return { ...answer, status: answer.message.statusCode ?? 0 };
  };
  try {
    const first = await ask('HEAD');
    const answer = ASK_AGAIN.has(first.status) ? await ask('GET') : first;
    if (answer.status === 404 || answer.status === 410) {
      return { kind: 'dead', why: `its server says that nothing is there (${answer.status})` };
    }
    if (answer.status < 200 || answer.status > 299)
      return { kind: 'unchecked', why: `status ${answer.status}` };
    return answer.hops > 0 && answer.isForGood ? { kind: 'moved', to: answer.url.href } : { kind: 'fine' };
  } catch (error) {
    const { code } = toFetchError(error);
    if (code === 'name-unknown') return { kind: 'dead', why: 'no server has that name' };
    if (LATE.has(code) || whole.aborted) return { kind: 'unchecked', why: 'no answer in time' };
    return { kind: 'unchecked', why: code.replaceAll('-', ' ') };
  }
}
