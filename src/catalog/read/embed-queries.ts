import type { DatabaseSync } from 'node:sqlite';
import type { EmbedFacts } from '../../domain/embeds/embed-facts.ts';
import { requiredText } from '../sqlite/columns.ts';

/** What is known of things on other sites. */
export interface EmbedQueries {
  /** What its provider told of a subject (see domain/embeds); null for nothing, or nothing yet. */
  embedFacts(subject: string): EmbedFacts | null;
}

/** Prepares the query about embeds. */
export function embedQueries(database: DatabaseSync): EmbedQueries {
  const bySubject = database.prepare('SELECT facts FROM embed WHERE subject = ?');
  return {
    embedFacts(subject) {
      const row = bySubject.get(subject);
      return row === undefined ? null : (JSON.parse(requiredText(row, 'facts')) as EmbedFacts);
    },
  };
}
