import type { DatabaseSync } from 'node:sqlite';
import type { FoundRelated } from '../../src/catalog/related/find-related.ts';
import { relatedWriter } from '../../src/catalog/related/related-writer.ts';

/** Finds all related stories that wait, as the ingest does behind a publish. Returns the surrogate keys that it tells. */
export function relateAll(database: DatabaseSync, now: number): Set<string> {
  const writer = relatedWriter(database);
  const told = new Set<string>();
  for (let found = findSome(writer, now); found.length > 0; found = findSome(writer, now)) {
    for (const key of writer.store(found, now).keys) told.add(key);
  }
  return told;
}

function findSome(writer: ReturnType<typeof relatedWriter>, now: number): FoundRelated[] {
  const found: FoundRelated[] = [];
  while (found.length < 32) {
    const one = writer.find(found.at(-1)?.key ?? Number.MAX_SAFE_INTEGER, now);
    if (one === null) break;
    found.push(one);
  }
  return found;
}
