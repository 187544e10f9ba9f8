import type { DatabaseSync } from 'node:sqlite';
import { articleKey } from '../../domain/surrogate-keys.ts';
import { requiredText } from '../sqlite/columns.ts';
import { VISIBLE } from '../store/visible.ts';
import { catalogSettings, catalogVersion, raiseVersion } from '../sqlite/settings.ts';
import { inTransaction } from '../sqlite/transaction.ts';
import { type FoundRelated, relatedFinder } from './find-related.ts';
import { byLikeness, LIST_LENGTH, type RelatedArticle, relatedLists } from './related-lists.ts';

/** What storing lists changed. */
export interface RelatedStored {
  /** Surrogate keys of the articles that readers see and whose lists are others now. */
  readonly keys: ReadonlySet<string>;
  /** The catalog's version from now on. */
  readonly version: number;
}

/** Finds related stories, the newest article first. What is done is stored, so that it goes on where it was broken off. */
export interface RelatedWriter {
  /** Finds what is related to the newest waiting article before a key; null where none waits. */
  find(before: number, now: number): FoundRelated | null;
  /** Stores what was found in one transaction; the version rises where any list is another now. */
  store(found: readonly FoundRelated[], now: number): RelatedStored;
}

/** Prepares finding related stories over an open catalog. */
export function relatedWriter(database: DatabaseSync): RelatedWriter {
  const settings = catalogSettings(database);
  const lists = relatedLists(database);
  const findRelated = relatedFinder(database);
  // What was found may be gone since, or be a draft.
  const idOf = database.prepare('SELECT id FROM article WHERE key = ? AND is_draft = 0');
  const seen = database.prepare(`SELECT id FROM article WHERE key = :key AND ${VISIBLE}`);

  /** The first that may be listed: those in the list already, and others that are not in too many. */
  const choose = ({ key, list }: FoundRelated): RelatedArticle[] => {
    const known = new Set(lists.of(key).map((one) => one.key));
    const chosen: RelatedArticle[] = [];
    for (const one of list) {
      if (chosen.length === LIST_LENGTH) break;
      if (idOf.get(one.key) === undefined) continue;
      if (known.has(one.key) || !lists.isFull(one.key)) chosen.push(one);
    }
    return chosen;
  };

  /** Puts an article into the list of one that it is related to, where it belongs there. */
  const offer = (to: number, one: RelatedArticle): boolean => {
    if (lists.isWaiting(to)) return false;
    const list = lists.of(to);
    const others = list.filter(({ key }) => key !== one.key);
    if (others.length === list.length && lists.isFull(one.key)) return false;
    return lists.put(to, [...others, one].sort(byLikeness).slice(0, LIST_LENGTH));
  };

  const storeOne = (found: FoundRelated, changed: Set<number>): void => {
    const { key, inverse } = found;
    lists.done(key);
    if (idOf.get(key) === undefined) return;
    const list = choose(found);
    if (lists.put(key, list)) changed.add(key);
    for (const { key: other } of list) {
      if (offer(other, { key, score: inverse.get(other) ?? 0 })) changed.add(other);
    }
  };

  return {
    find(before, now) {
      const key = lists.nextWaiting(before);
      return key === null ? null : findRelated(key, now);
    },
    store(found, now) {
      const keys = new Set<string>();
      inTransaction(database, () => {
        const changed = new Set<number>();
        for (const one of found) storeOne(one, changed);
        for (const key of changed) {
          const row = seen.get({ key, now });
          if (row !== undefined) keys.add(articleKey(requiredText(row, 'id')));
        }
        if (keys.size > 0) raiseVersion(settings, Math.floor(now));
      });
      return { keys, version: catalogVersion(settings) };
    },
  };
}
