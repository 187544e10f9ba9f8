import type { MarkedExtension, Tokens } from 'marked';

/** What begins an address that stands in a text without any mark around it. */
const START = /^(?:https?:\/\/|www\.)(?=[\p{L}\p{N}])/iu;
/** The same anywhere, and addresses that are no links but must stay whole as well. */
const ANY_START =
  /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,30}:\/\/(?=[\p{L}\p{N}])|(?:https?:\/\/|www\.)(?=[\p{L}\p{N}])/giu;
/**
 * Blanks, tags, and the quotes, brackets and stops of all scripts, which no address holds as it is written.
 * Apostrophes and the marks that stand inside words (the dot of l·l, Hebrew and Armenian signs) are no stops.
 */
const STOP = /[\s<>]|(?![!-~’·‧՚׳״])[\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Po}]/gu;
/** Of which most addresses are made, none of it a stop. */
const ASCII = /[!-;=?-~]*/y;
/** What ends a sentence rather than an address (GFM, "extended autolink path validation"). */
const TRAILING = /(?:&[a-z0-9]+;|[?!.,:;*_~'"’])$/iu;
const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
/** As converters to Markdown write underscores, asterisks and ampersands. */
const ESCAPED = /\\([_*~])|&amp;/g;

/**
 * Bare addresses as GitHub reads them: an address is taken before emphasis, so that `_` and `*` in it mean
 * nothing, and it ends before closing punctuation and brackets that it does not open. That holds for the
 * punctuation of every script.
 */
export const BARE_URLS: MarkedExtension = {
  hooks: { emStrongMask: maskAddresses },
  tokenizer: {
    url(source): Tokens.Link | false | undefined {
      const start = START.exec(source)?.[0];
      // What else Marked takes for an address is one of e-mail, or none.
      if (start === undefined) return /^(?:ftp:|www\.|https?:)/i.test(source) ? undefined : false;
      const raw = source.slice(0, endOfAddress(source, 0, start.length));
      if (raw.length === start.length) return undefined;
      const text = raw.replace(ESCAPED, (_, sign?: string) => sign ?? '&');
      const href = /^www/i.test(text) ? `http://${text}` : text;
      return {
        type: 'link',
        raw,
        text,
        href,
        autolink: true,
        tokens: [{ type: 'text', raw, text }],
      } as Tokens.Link;
    },
  },
};

/** Where the address ends that begins at `at` and whose host begins at `from`. */
function endOfAddress(source: string, at: number, from: number): number {
  let end = stopAfter(source, from);
  const counts = countBrackets(source.slice(at, end));
  while (end > from) {
    const last = source.charAt(end - 1);
    const opening = PAIRS[last];
    if (opening !== undefined && (counts[last] ?? 0) <= (counts[opening] ?? 0)) return end;
    if (opening !== undefined) counts[last] = (counts[last] ?? 0) - 1;
    const trailing =
      opening === undefined ? TRAILING.exec(source.slice(Math.max(from, end - 40), end))?.[0] : last;
    if (trailing === undefined) return end;
    end -= trailing.length;
  }
  return end;
}

function stopAfter(source: string, from: number): number {
  ASCII.lastIndex = from;
  ASCII.test(source);
  const end = ASCII.lastIndex;
  if (end >= source.length || source.charCodeAt(end) < 0x80) return end;
  STOP.lastIndex = end;
  return STOP.exec(source)?.index ?? source.length;
}

function countBrackets(text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [bracket] of text.matchAll(/[()[\]{}]/g)) counts[bracket] = (counts[bracket] ?? 0) + 1;
  return counts;
}

/** Writes letters over all bare addresses, so that what looks for emphasis finds none in them. */
function maskAddresses(source: string): string {
  if (!/[*_~]/.test(source)) return source;
  let masked = '';
  let done = 0;
  for (const { 0: start, index } of source.matchAll(ANY_START)) {
    if (index < done) continue;
    const end = endOfAddress(source, index, index + start.length);
    masked += source.slice(done, index) + 'a'.repeat(end - index);
    done = end;
  }
  return masked + source.slice(done);
}
