import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { HeaderList } from '../cache/page-entry.ts';
import { securityHeaders, type SecurityHeadersOptions } from './middleware/security-headers.ts';

const POLICY = 'Content-Security-Policy';
const STYLE = '<style>';
/** Names where the player of an embed stands: an attribute that we write, of a tag. */
const PLAYER = /<[a-z]+ (?:[^<>]* )?data-player="(https:\/\/[a-z0-9.-]+)\//g;
const CLIP = /<(?:video|audio) /;

/**
 * The policy of a rendered page, as a header of its own; nothing for HTML that has neither styles nor parts which need one. It
 * allows the styles of its head by their hash (CSP 3 §8.3), clips of this site where it has one, and frames of the players that its
 * embeds name, by their origins.
 */
export function pagePolicy(html: string, origin: string): HeaderList {
  const options: SecurityHeadersOptions = {
    origin,
    styleHashes: headStyles(html).map((css) => `sha256-${createHash('sha256').update(css).digest('base64')}`),
    frames: [...new Set([...html.matchAll(PLAYER)].map(([, player = '']) => player))].sort(),
    hasClips: CLIP.test(html),
  };
  const isCommon = options.styleHashes.length === 0 && options.frames?.length === 0 && !options.hasClips;
  return isCommon ? [] : [POLICY, policyOf(options)];
}

/** The text of the one `<style>` in the head; a body never gives the policy anything to allow. */
function headStyles(html: string): string[] {
  const start = html.indexOf(STYLE);
  if (start === -1 || html.lastIndexOf('<body', start) !== -1) return [];
  return [html.slice(start + STYLE.length, html.indexOf('</style>', start))];
}

/** Policies that are kept; most pages share a few. */
const known = new LRUCache<string, string>({ max: 200 });

function policyOf(options: SecurityHeadersOptions): string {
  const key = JSON.stringify(options);
  const found = known.get(key) ?? policyIn(securityHeaders(options));
  known.set(key, found);
  return found;
}

const policyIn = (headers: HeaderList): string => headers[headers.indexOf(POLICY) + 1] ?? '';
