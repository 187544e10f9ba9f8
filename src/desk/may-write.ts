import { may, type Person } from '../accounts/person.ts';
import type { Site } from '../config/site.ts';
import { parseArticle } from '../content/articles/parse-article.ts';
import { decodeText } from '../content/source/decode-text.ts';
import { createProblemLog } from '../problems/problem-log.ts';

/** A file as it was and as it is to be; null for none. */
export interface FileToWrite {
  readonly file: string;
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
}

/** What decides about all others: how the site is, and whose news it shows. */
const OF_ADMINS = /^(?:site\.yaml|permalinks\.txt|partners(?:\.[a-z][a-z0-9-]*)?\.yaml)$/;
const ARTICLE = /^articles\/.+\.(?:md|markdown)$/i;

/**
 * Makes what tells whether somebody may change a file so. Who may only write drafts changes articles that are drafts before and
 * after, as the parser that publishes reads them; of one that it cannot publish, by what keeps it from readers all the same.
 */
export function createMayWrite(site: () => Site): (person: Person, change: FileToWrite) => boolean {
  return (person, { file, before, after }) => {
    if (may(person.role, 'publish')) return OF_ADMINS.test(file) ? may(person.role, 'site') : true;
    if (!may(person.role, 'draft') || !ARTICLE.test(file)) return false;
    return [before, after].every((bytes) => bytes === null || isDraft(file, bytes, site()));
  };
}

function isDraft(file: string, bytes: Uint8Array, site: Site): boolean {
  const text = decodeText(bytes, createProblemLog(file));
  if (text === null) return false;
  const { article, limits } = parseArticle({ file, text }, site, 'head');
  return article === null ? limits.isHeld : article.isDraft;
}
