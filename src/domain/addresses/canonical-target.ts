import { composedSmall } from '../names.ts';

/** What becomes of a request target. */
export type CanonicalTarget =
  | { readonly kind: 'canonical' }
  | {
      readonly kind: 'moved';
      readonly location: string;
      /** Its path as the site wrote it by an earlier rule, where that is another; null for none. */
      readonly formerPath: string | null;
    }
  | { readonly kind: 'refused'; readonly status: 400 | 404 | 414; readonly code: string };

/** RFC 9112 §3 asks servers to take at least 8,000 octets. */
const MAX_TARGET_LENGTH = 8_000;

const CANONICAL: CanonicalTarget = { kind: 'canonical' };

/** What nearly every request looks like; the long way round would say the same. */
const PLAIN = /^\/(?:[a-z0-9_~-][a-z0-9._~-]*(?:\/[a-z0-9_~-][a-z0-9._~-]*)*)?$/;

/**
 * Compares an origin-form target (`/path?query`, printable ASCII, as Node's parser insists) with the
 * site's one way to write it: lower case, composed (NFC), without what nobody sees, no empty segment, no trailing
 * slash, percent-encoded as `encodeURIComponent` does and nowhere else. The query stays as it is. A `moved` location is itself
 * canonical and starts with one `/`, followed by neither `/` nor `\`. Targets under an exempt prefix
 * (`/assets/`) are canonical as they are.
 */
export function canonicalTarget(target: string, exemptPrefixes: readonly string[] = []): CanonicalTarget {
  if (target.length > MAX_TARGET_LENGTH) return refuse(414, 'target-too-long');
  const end = target.indexOf('?');
  const path = end < 0 ? target : target.slice(0, end);
  if (PLAIN.test(path)) return CANONICAL;
  if (!path.startsWith('/')) return refuse(400, 'target-without-path');
  if (exemptPrefixes.some((prefix) => path.startsWith(prefix))) return CANONICAL;

  const segments = decodeSegments(path);
  if (segments === undefined) return refuse(400, 'malformed-encoding');
  const composed = segments.map(composedSmall);
  // What is left when what nobody sees is gone may be `..`.
  if ([...segments, ...composed].some(isForeign)) return refuse(404, 'impossible-segment');
  const canonical = joinSegments(composed);
  if (canonical === path) return CANONICAL;
  const former = joinSegments(segments.map((segment) => segment.toLowerCase()));
  return {
    kind: 'moved',
    location: canonical + (end < 0 ? '' : target.slice(end)),
    formerPath: former === canonical ? null : former,
  };
}

/** A segment of which nothing is seen is none. */
const joinSegments = (segments: readonly string[]): string =>
  `/${segments
    .filter((segment) => segment !== '')
    .map(encodeURIComponent)
    .join('/')}`;

function decodeSegments(path: string): readonly string[] | undefined {
  try {
    return path
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

/** No URL of the site has such a segment, and none may reach a file name or a Location header. */
function isForeign(segment: string): boolean {
  return segment === '.' || segment === '..' || /[/\\\p{Cc}\u2028\u2029]/u.test(segment);
}

function refuse(status: 400 | 404 | 414, code: string): CanonicalTarget {
  return { kind: 'refused', status, code };
}
