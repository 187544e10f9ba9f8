import { z } from 'zod';
import { PART_NAMES } from '../domain/addresses/pattern-parts.ts';
import { parsePattern } from '../domain/addresses/parse-pattern.ts';
import { ADDRESS_PRESETS, patternsOf } from '../domain/addresses/pattern-presets.ts';
import { quoteText } from '../problems/quote-text.ts';
import { refuse } from '../problems/reading/text-fields.ts';
import { didYouMean } from '../problems/suggest-name.ts';

/** So many patterns are more than any site ever had; each costs every article a row. */
const MOST = 12;

/** `oldAddresses` of site.yaml: a pattern or the name of a system, or a list of both; becomes patterns, each once. */
export function oldAddressesField() {
  return listOf(z.string().superRefine(checkEntry))
    .transform((entries) => [...new Set(entries.flatMap(patternsOf))])
    .superRefine((patterns, context) => {
      if (patterns.length <= MOST) return;
      refuse(context, `${patterns.length} patterns stand here; ${MOST} are allowed.`, {
        code: 'pattern-many',
        hint: 'Keep those by which readers still come.',
      });
    });
}

function checkEntry(written: string, context: z.RefinementCtx): void {
  const presets = Object.keys(ADDRESS_PRESETS);
  const [entry = ''] = patternsOf(written);
  const parsed = parsePattern(entry);
  if (parsed.kind === 'no-part') {
    refuse(context, `${quoteText(written)} is neither a system nor a pattern with a part in it.`, {
      code: 'pattern-invalid',
      hint: `${didYouMean(written.trim().toLowerCase(), presets)}Write one of ${presets.join(', ')}, or a pattern such as /blog/:year/:month/:slug.`,
    });
  } else if (parsed.kind === 'unknown-part') {
    const { name } = parsed;
    refuse(context, `${quoteText(parsed.written)} is no part of an address.`, {
      code: 'pattern-part',
      hint: `${didYouMean(name.toLowerCase(), Object.keys(PART_NAMES))}Parts: ${COMMON_PARTS.join(', ')}.`,
    });
  }
}

const COMMON_PARTS = [
  ':year',
  ':month',
  ':day',
  ':slug',
  ':title',
  ':filename',
  ':path',
  ':section',
  ':sections',
  ':categories',
  ':category',
  ':author',
  ':id',
];

/** `formerHosts` of site.yaml: hosts, or addresses of which the host counts. */
export function hostsField() {
  return listOf(
    z.string().transform((written, context): string => {
      const host = readHost(written);
      if (host !== null) return host;
      return refuse(context, `${quoteText(written)} is not a host.`, {
        code: 'host-invalid',
        hint: 'Write a name such as old.example.org.',
      });
    }),
  );
}

/**
 * `pictures.hosts` of site.yaml: the same, and `*.example.org` for all hosts below one of at least two names, as who writes
 * `*.org` means no newsroom’s own.
 */
export function pictureHostsField() {
  return listOf(
    z.string().transform((written, context): string => {
      const [, star = '', name = ''] = /^\s*(?:https?:\/\/)?(\*\.)?(.*)$/is.exec(written) ?? [];
      const host = readHost(name);
      if (host !== null && (star === '' || /\D$/.test(host.replace(/:\d+$/, '')))) return `${star}${host}`;
      return refuse(context, `${quoteText(written)} is not a host.`, {
        code: 'host-invalid',
        hint: 'Write a name such as cdn.example.org, or *.example.org for all below it.',
      });
    }),
  );
}

/** The host, with its port where that is not the usual one, of a name or an address; null for none. */
function readHost(written: string): string | null {
  const text = written
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/.*$/, '')
    .toLowerCase();
  const isHost = /^[^\s/?#@:*]+\.[^\s/?#@:.*]+(?::\d+)?$/.test(text) || /^localhost(?::\d+)?$/.test(text);
  return isHost ? (URL.parse(`https://${text}`)?.host ?? null) : null;
}

const listOf = <Entry extends z.ZodType<unknown, string>>(entry: Entry) =>
  z.union([z.string().transform((one) => [one]), z.array(z.string())]).pipe(z.array(entry));
