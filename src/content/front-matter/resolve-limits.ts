import type { Moment } from '../../domain/moment.ts';
import { type Limits, NO_LIMITS } from '../../domain/visibility.ts';
import {
  type DataPath,
  isSourceMap,
  type LocatedData,
  type SourceData,
  type SourceMap,
} from '../../problems/reading/located-data.ts';
import type { ProblemLog } from '../../problems/problem-log.ts';
import { addressKind } from './address-keys.ts';
import { FOREIGN_KEYS, SYNONYMS } from './key-dialects.ts';
import { heldBack, limitMisspelt, limitUnreadable } from './limit-findings.ts';
import { type LimitMeaning, limitKey, limitOf, NESTED_LIMITS } from './limit-keys.ts';
import { nearLimits } from './near-limits.ts';
import { readLimit } from './read-limit.ts';
import { relocate } from './relocate.ts';

export interface ResolvedLimits {
  /** Without the other systems' keys: what they say is in `draft`, `date` and `expires`, as far as the schema has these. */
  readonly located: LocatedData;
  readonly limits: Limits;
}

interface Resolving {
  readonly located: LocatedData;
  /** The document's own keys. */
  readonly known: readonly string[];
  readonly timeZone: string;
  readonly log: ProblemLog;
  readonly data: Record<string, SourceData>;
  /** Where the values of `date` and `expires` are written, where that is under another key. */
  readonly origins: Map<string, DataPath>;
  /** Own keys whose values cannot be read: the schema tells of them. */
  readonly refused: Set<string>;
  /** Whether the date is given, or has no place in such a document. */
  hasDate: boolean;
  isHeld: boolean;
  from: Moment | null;
  until: Moment | null;
}

/** How deep maps and lists are looked into. */
const MAX_DEPTH = 4;

/**
 * Reads every key that limits who may see a story, or when, as limit-keys.ts lists them. Of several dates
 * the latest decides and of several ends the earliest; one word that hides is enough. What hides is told at its
 * place; what cannot be read hides as well and is an error. A key that is a slip of the pen limits only where the
 * right one is absent and its value would. Times are of the zone; `known` are the document's own keys.
 */
export function resolveLimits(
  located: LocatedData,
  known: readonly string[],
  timeZone: string,
  log: ProblemLog,
): ResolvedLimits {
  const written = located.data;
  if (!isSourceMap(written)) return { located, limits: NO_LIMITS };
  const keys = Object.keys(written).filter((key) => !isPlainKey(key, known));
  if (keys.length === 0) return { located, limits: NO_LIMITS };
  const resolving: Resolving = {
    located,
    known,
    timeZone,
    log,
    data: Object.assign(Object.create(null), written),
    origins: new Map(),
    refused: new Set(),
    hasDate:
      !known.includes('date') ||
      !isEmpty(written['date'] ?? '') ||
      keys.some((key) => limitKey(key) === 'date' && !isEmpty(written[key] ?? '')),
    isHeld: false,
    from: null,
    until: null,
  };
  for (const key of keys) readLimitKey(key, written[key] ?? '', written, resolving);
  const { isHeld, from, until, data, refused } = resolving;
  if (isHeld && known.includes('draft') && !refused.has('draft')) data['draft'] = 'true';
  return { located: relocate(located, data, resolving.origins), limits: { isHeld, from, until } };
}

/** Keys that nearly all files have and that limit nothing. */
const isPlainKey = (key: string, known: readonly string[]): boolean =>
  known.includes(key) && !isOwnLimit(key);

/** Our own keys that do limit; `date` is the schema’s. */
const isOwnLimit = (name: string): boolean => name === 'draft' || name === 'expires';

const ownNamesOf = new WeakMap<readonly string[], ReadonlySet<string>>();

/** The document's own keys in compact spelling. */
function ownNames(known: readonly string[]): ReadonlySet<string> {
  let names = ownNamesOf.get(known);
  if (names === undefined) {
    names = new Set(known.map(limitKey));
    ownNamesOf.set(known, names);
  }
  return names;
}

function readLimitKey(key: string, value: SourceData, written: SourceMap, resolving: Resolving): void {
  if (isEmpty(value)) return;
  const { known, timeZone } = resolving;
  const name = limitKey(key);
  const isOwn = ownNames(known).has(name);
  if (name === 'date' && (!isOwn || isDatedTwice(written))) {
    // Standing pages and authors have no date; one ahead says what it says. So does a second one in another spelling.
    const verdict = readLimit(DATE, value, timeZone);
    if (verdict.kind === 'from') resolving.from = later(resolving.from, verdict.moment);
  }
  if (name === 'date' || (isOwn && !isOwnLimit(name))) return;
  const meaning = limitOf(key);
  if (meaning !== null) applyLimit([key], value, meaning, resolving);
  if (NESTED_LIMITS.has(name) && typeof value !== 'string') {
    if (resolving.data[key] !== undefined) readNestedLimit([key], value, resolving);
  } else if (meaning === null && !isKnownElsewhere(name)) {
    readMisspeltLimit(key, value, written, resolving);
  }
}

/** Whether there is a date in two spellings: `date` and `Date`. */
const isDatedTwice = (written: SourceMap): boolean =>
  Object.keys(written).filter((key) => limitKey(key) === 'date').length > 1;

/** Whether a key means something here or in other systems that is no limit. */
const isKnownElsewhere = (name: string): boolean =>
  Object.hasOwn(SYNONYMS, name) || FOREIGN_KEYS.has(name) || addressKind(name) !== null;

const DATE: LimitMeaning = { kind: 'from', isStrict: false };

/** Hugo’s `params`, Zola’s `extra` and their like hold keys of the same meanings, in maps and lists of maps. */
function readNestedLimit(path: DataPath, value: Exclude<SourceData, string>, resolving: Resolving): void {
  const isMap = isSourceMap(value);
  for (const [key, inner] of Object.entries(value)) {
    if (isEmpty(inner)) continue;
    const innerPath = [...path, isMap ? key : Number(key)];
    const meaning = isMap ? (limitOf(key) ?? limitOf(`${path.at(-1)}_${key}`)) : null;
    if (meaning !== null) applyLimit(innerPath, inner, meaning, resolving);
    else if (typeof inner !== 'string' && innerPath.length < MAX_DEPTH)
      readNestedLimit(innerPath, inner, resolving);
  }
}

function applyLimit(path: DataPath, value: SourceData, meaning: LimitMeaning, resolving: Resolving): void {
  const { data, log, located, timeZone, known, refused } = resolving;
  const verdict = readLimit(meaning, value, timeZone);
  if (verdict.kind === 'no-limit') return;
  const top = String(path[0]);
  const own =
    path.length === 1 && isOwnLimit(limitKey(top)) && known.includes(limitKey(top)) ? limitKey(top) : null;
  if (top !== own) dropAt(data, path);
  // What the schema does not take it tells.
  const isUndecided = top === own && (own === 'draft' ? !isYesOrNo(value) : verdict.kind === 'hidden');
  if (verdict.kind === 'unreadable' || isUndecided) {
    resolving.isHeld = true;
    if (top === own) {
      data[own] = value;
      refused.add(own);
    } else log.error(limitUnreadable(path, value, meaning), located.at(path).value);
  } else if (verdict.kind === 'hidden') {
    resolving.isHeld = true;
    if (own !== 'draft' && !isDraftElsewhere(path)) log.warn(heldBack(path, value), located.at(path).value);
  } else if (verdict.kind === 'nothing') {
    if (own === 'draft') data['draft'] = 'false';
    else if (own === 'expires') delete data[own];
  } else if (verdict.kind === 'from') {
    limitFrom(path, value, verdict.moment, resolving);
  } else if (verdict.kind === 'until') limitUntil(path, value, verdict.moment, resolving);
}

/** Takes the value at a path out of a map; the maps around it stay, as they say other things too. */
function dropAt(data: Record<string, SourceData>, [first, ...rest]: DataPath): void {
  const key = String(first);
  const inner = data[key];
  if (rest.length === 0 || !isSourceMap(inner)) delete data[key];
  else {
    const map: Record<string, SourceData> = Object.assign(Object.create(null), inner);
    dropAt(map, rest);
    data[key] = map;
  }
}

/** The words that the schema of `draft` takes. */
const isYesOrNo = (value: SourceData): boolean =>
  typeof value === 'string' && /^(?:true|yes|on|false|no|off)$/i.test(value.trim());

/** What is the word for a draft in other systems needs no telling. */
const isDraftElsewhere = (path: DataPath): boolean =>
  /^(?:is)?(?:draft|published)$/.test(limitKey(String(path.at(-1))));

function limitFrom(path: DataPath, value: SourceData, moment: Moment, resolving: Resolving): void {
  if (!resolving.hasDate) {
    resolving.hasDate = true;
    resolving.data['date'] = value;
    resolving.origins.set('date', path);
  }
  resolving.from = later(resolving.from, moment);
}

function limitUntil(path: DataPath, value: SourceData, moment: Moment, resolving: Resolving): void {
  const { data, origins, known, refused } = resolving;
  if (resolving.until !== null && resolving.until.epochMs <= moment.epochMs) return;
  resolving.until = moment;
  if (!known.includes('expires') || refused.has('expires')) return;
  data['expires'] = value;
  origins.set('expires', path);
}

/** A key that is a slip for one that would hide the story holds it back until it is corrected. */
function readMisspeltLimit(key: string, value: SourceData, written: SourceMap, resolving: Resolving): void {
  const { located, timeZone, log } = resolving;
  for (const { name, meaning } of nearLimits(key)) {
    if (Object.keys(written).some((other) => limitKey(other) === name)) continue;
    const verdict = readLimit(meaning, value, timeZone);
    if (verdict.kind === 'hidden') resolving.isHeld = true;
    else if (verdict.kind === 'until') resolving.until = earlier(resolving.until, verdict.moment);
    else if (verdict.kind === 'from') resolving.from = later(resolving.from, verdict.moment);
    else continue;
    delete resolving.data[key];
    log.warn(limitMisspelt(key, name, verdict), located.at([key]).key);
    return;
  }
}

const later = (a: Moment | null, b: Moment): Moment => (a !== null && a.epochMs >= b.epochMs ? a : b);
const earlier = (a: Moment | null, b: Moment): Moment => (a !== null && a.epochMs <= b.epochMs ? a : b);

/** Templates of other systems write keys without values. */
function isEmpty(value: SourceData): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) ? value.every(isEmpty) : Object.values(value).every(isEmpty);
}
