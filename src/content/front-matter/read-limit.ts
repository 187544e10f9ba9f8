import type { Moment } from '../../domain/moment.ts';
import { isSourceMap, type SourceData, type SourceMap } from '../../problems/reading/located-data.ts';
import { isNoTime, parseEditorTime } from '../times/parse-editor-time.ts';
import { type LimitMeaning, limitKey } from './limit-keys.ts';

/**
 * What a value says under the meaning of its key: nothing; that the story is hidden, or is so before or after a
 * time; that the key is no limit here; or nothing that can be read.
 */
export type LimitVerdict =
  | { readonly kind: 'nothing' | 'hidden' | 'no-limit' | 'unreadable' }
  | { readonly kind: 'from' | 'until'; readonly moment: Moment };

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

const YES = set('true yes on y t 1 always');
const NO = set('false no off n f 0 never none null nil ~ disabled');

/** Values of a status, in compact spelling, with which a story is public. */
const PUBLIC = set(
  `publish published public publicly live online posted released visible listed featured new updated deprecated
   final finished done complete completed active enabled`,
);
/** Who everybody is. */
const EVERYBODY = set(
  'public everyone everybody anyone anybody all any world open guest guests anonymous unrestricted * published listed visible',
);
/** Values with which it is not, also of keys that mean a status only at times. */
const HIDDEN = set(
  `draft drafts drafted drafting private pending trash trashed future scheduled archived archive inherit autodraft
   unlisted hidden hide unpublished unpublish notpublished notpublic nonpublic internal review inreview pendingreview
   needsreview underreview inprogress wip rejected deleted removed disabled inactive offline expired embargo embargoed
   hold onhold spiked killed withdrawn unapproved password protected restricted secret confidential membersonly`,
);
/** Who is not everybody. */
const RESTRICTED = set(
  `members member membersonly subscribers subscriber subscribersonly paid paying premium tiers staff internal private
   employees editors admin admins administrators registered authenticated loggedin login team restricted hidden none
   nobody`,
);

/** For keys that are more than limits; 0 may be a place in an order there. */
const LEFT_OUT = /^(?:false|no|off|never)$/;
const NOINDEX_WORD = /(?<![a-z])noindex(?![a-z])/i;
/** A tag, or nothing but what search engines may not do; prose about it is none. */
const NOINDEX_TAG =
  /<meta\b[^>]{0,300}\bnoindex\b|^(?:(?:no)?(?:follow|archive|snippet|imageindex|translate|cache)[\s,]+)*noindex(?:[\s,]+[a-z:_-]+)*$/i;
const NONE = /(?:^|[\s,;])none(?:$|[\s,;])/i;

const HIDES: LimitVerdict = { kind: 'hidden' };
const NOTHING: LimitVerdict = { kind: 'nothing' };
const UNREADABLE: LimitVerdict = { kind: 'unreadable' };
const NO_LIMIT: LimitVerdict = { kind: 'no-limit' };

/** Reads a value; times are of the zone. */
export function readLimit(
  { kind, isStrict }: LimitMeaning,
  value: SourceData,
  timeZone: string,
): LimitVerdict {
  const verdict = READERS[kind](value, isStrict, timeZone);
  return verdict.kind === 'unreadable' && !isStrict ? NO_LIMIT : verdict;
}

type Reader = (value: SourceData, isStrict: boolean, timeZone: string) => LimitVerdict;

const READERS: Readonly<Record<LimitMeaning['kind'], Reader>> = {
  from: (value, _, timeZone) => readTime(value, 'from', timeZone),
  until: (value, _, timeZone) => readTime(value, 'until', timeZone),
  shows(value, isStrict, timeZone) {
    const word = wordOf(value);
    if (!isStrict) return LEFT_OUT.test(word) ? HIDES : NO_LIMIT;
    if (NO.has(word)) return HIDES;
    if (YES.has(word)) return NOTHING;
    const time = readTime(value, 'from', timeZone);
    return time.kind === 'unreadable' ? readStatus(value) : time;
  },
  hides(value, _, timeZone) {
    const word = wordOf(value);
    if (YES.has(word)) return HIDES;
    return NO.has(word) ? NOTHING : readTime(value, 'until', timeZone);
  },
  status: (value, isStrict) => (isStrict ? readStatus(value) : readLooseStatus(value)),
  secret: (value) => (/^(?:false|no|off|none|null)$/.test(wordOf(value)) ? NOTHING : HIDES),
  audience(value, isStrict) {
    const words = wordsOf(value);
    if (isStrict) return words.some((word) => EVERYBODY.has(word)) ? NOTHING : HIDES;
    return words.length > 0 && words.every((word) => RESTRICTED.has(word)) ? HIDES : NO_LIMIT;
  },
  robots(value, isStrict) {
    const leaves = leavesOf(value);
    if (leaves.some((leaf) => (isStrict ? NOINDEX_WORD : NOINDEX_TAG).test(leaf.trim()))) return HIDES;
    if (!isStrict) return NO_LIMIT;
    if (leaves.some((leaf) => NONE.test(leaf)) || NO.has(wordOf(value))) return HIDES;
    return isSourceMap(value) && Object.entries(value).some(leavesOut) ? HIDES : NOTHING;
  },
  part(value) {
    if (typeof value === 'string') return LEFT_OUT.test(wordOf(value)) ? HIDES : NO_LIMIT;
    return isSourceMap(value) && Object.entries(value).some(leavesOut) ? HIDES : NO_LIMIT;
  },
};

const LEAVING_OUT = set(
  'exclude excluded disable disabled ignore ignored hide hidden skip noindex noimageindex',
);
const TAKING_IN = set('include included enable enabled index show render list build');

/** Whether an entry of a map leaves the story out of a part of the site: `{render: never}`, `{exclude: true}`. */
function leavesOut([key, value]: [string, SourceData]): boolean {
  const name = limitKey(key);
  const word = wordOf(value);
  if (LEAVING_OUT.has(name)) return YES.has(word);
  return TAKING_IN.has(name) && (NO.has(word) || word === 'link' || word === 'local');
}

function readTime(value: SourceData, kind: 'from' | 'until', timeZone: string): LimitVerdict {
  if (typeof value !== 'string') return UNREADABLE;
  const word = wordOf(value);
  if (YES.has(word)) return HIDES;
  // Published never is hidden, and so is not what expires never.
  if (word === 'never' && kind === 'from') return HIDES;
  if (NO.has(word) || isNoTime(value)) return NOTHING;
  const time = parseEditorTime(value, timeZone);
  if (time.moment === null) return UNREADABLE;
  const { moment, other } = time;
  // Of two readings the one that shows less.
  const isOther = other !== null && other.epochMs > moment.epochMs === (kind === 'from');
  return { kind, moment: isOther ? other : moment };
}

/** A status, or a list of several, each of which has to be a public one. */
function readStatus(value: SourceData): LimitVerdict {
  if (Array.isArray(value)) {
    const verdicts = value.map(readStatus);
    return verdicts.find(({ kind }) => kind === 'hidden') ?? verdicts.find(isUnreadable) ?? NOTHING;
  }
  const word = wordOf(value);
  if (PUBLIC.has(word) || EVERYBODY.has(word) || YES.has(word)) return NOTHING;
  return HIDDEN.has(word) || RESTRICTED.has(word) || NO.has(word) ? HIDES : UNREADABLE;
}

const isUnreadable = ({ kind }: LimitVerdict): boolean => kind === 'unreadable';

/** `Texas` is no status; `Draft 2` and `private` are one. */
function readLooseStatus(value: SourceData): LimitVerdict {
  const [first = ''] =
    typeof value === 'string'
      ? value
          .trim()
          .toLowerCase()
          .split(/[^\p{L}-]+/u)
      : [];
  return HIDDEN.has(wordOf(value)) || HIDDEN.has(limitKey(first)) ? HIDES : NO_LIMIT;
}

/** A text in compact spelling; '' for anything else. */
const wordOf = (value: SourceData): string => (typeof value === 'string' ? limitKey(value.trim()) : '');

/** The words of a text or a list; none of a map. */
function wordsOf(value: SourceData): string[] {
  if (typeof value === 'string') return value.split(/[,;|]/).map((word) => limitKey(word.trim()));
  return Array.isArray(value) ? value.flatMap(wordsOf) : [];
}

/** Every text in a value, and the keys with which something is. */
function leavesOf(value: SourceData): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return Object.entries(value as SourceMap).flatMap(([key, inner]) =>
    limitKey(key) === 'noindex' && YES.has(wordOf(inner)) ? ['noindex'] : leavesOf(inner),
  );
}
