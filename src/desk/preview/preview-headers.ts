import { createHash } from 'node:crypto';

/** Of the site's headers, those that say what a body is; the rest is about public pages, caches and crawlers. */
const KEPT: ReadonlySet<string> = new Set([
  'accept-ranges',
  'content-disposition',
  'content-language',
  'content-range',
  'content-type',
  'permissions-policy',
  'retry-after',
  'x-content-type-options',
]);

/** What a preview may do: scripts of the site run in an origin of their own, so that they are nobody at the desk. */
const SANDBOX = 'sandbox allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox';

/** The desk as those who open a preview see it. */
export interface PreviewHost {
  /** The desk's public origin. */
  readonly deskOrigin: string;
  /** As in PreviewPlace. */
  readonly prefix: string;
}

/**
 * The headers of an answer of a preview, made of those that the site gave (names in lower case) and of the texts of its `<style>`
 * elements. It is kept by nobody and indexed by nobody, it may be framed by the desk alone, and no address of it is told elsewhere.
 */
export function previewHeaders(
  given: Readonly<Record<string, string>>,
  styles: readonly string[],
  host: PreviewHost,
): Record<string, string> {
  const kept = Object.entries(given).filter(([name]) => KEPT.has(name));
  return {
    ...Object.fromEntries(kept),
    'content-security-policy': previewPolicy(
      given['content-security-policy'] ?? "default-src 'none'",
      styles,
      host,
    ),
    'cache-control': 'private, no-store',
    'x-robots-tag': 'noindex, nofollow',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    // A document in an origin of its own cannot be isolated from its opener as well (HTML, "COOP enforcement").
    'cross-origin-opener-policy': 'unsafe-none',
    // That origin is no other page's either; who has the address may read what is there (Fetch, "CORS protocol").
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
    'origin-agent-cluster': '?1',
  };
}

/** The site's policy (CSP 3), where its own files are those below the preview's prefix alone. */
function previewPolicy(
  policy: string,
  styles: readonly string[],
  { deskOrigin, prefix }: PreviewHost,
): string {
  const own = `${deskOrigin}${prefix}/`;
  const hashes = styles.map((css) => `'sha256-${createHash('sha256').update(css).digest('base64')}'`);
  const directives = policy.split(';').flatMap((directive) => {
    const [name = '', ...sources] = directive.trim().split(/\s+/);
    if (name === '' || REPLACED.has(name)) return [];
    const others = sources
      .filter((source) => !source.startsWith("'sha256-"))
      .map((one) => (one === "'self'" ? own : one));
    return [[name, ...others, ...(name === 'style-src' ? hashes : [])].join(' ')];
  });
  return [
    ...directives,
    "worker-src 'none'",
    "manifest-src 'none'",
    `frame-ancestors ${deskOrigin}`,
    SANDBOX,
  ].join(';');
}

/** Said anew; the desk may stand on `http://localhost`, whose requests must stay what they are. */
const REPLACED: ReadonlySet<string> = new Set([
  'worker-src',
  'manifest-src',
  'frame-ancestors',
  'sandbox',
  'upgrade-insecure-requests',
]);
