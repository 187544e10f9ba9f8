import type { DatabaseSync } from 'node:sqlite';
import { editionKey } from '../../domain/edition.ts';
import { ARCHIVES_KEY, articleKey } from '../../domain/surrogate-keys.ts';
import type { ArticleRow } from '../store/article-row.ts';
import { requiredText } from '../sqlite/columns.ts';
import { neighbourSql } from '../read/neighbours.ts';
import { VISIBLE, VISIBLE_IN } from '../store/visible.ts';

/**
 * What changed of an article at a place: readers see it from now on, so that those to which it is related have no key of it yet;
 * it looks different on lists; or what machines are told of it alone is another.
 */
export type PlaceChange = 'new' | 'listed' | 'excerpt';

/** The surrogate keys of pages that link to an article's place without listing it. */
export type KeysAround = (row: ArticleRow, now: number, change: PlaceChange) => string[];

/**
 * Prepares the question which pages link to a place: the article just after it in its section, which leads on to it, those to which a new
 * one is related, and, where its day has no other story, the archives, which link to the
 * nearest day that has one.
 */
export function keysAround(database: DatabaseSync): KeysAround {
  const after = database.prepare(neighbourSql('id', '>', 'ASC'));
  const others = database.prepare(
    `SELECT 1 FROM article WHERE published_day = :day AND id <> :id AND ${VISIBLE_IN} LIMIT 1`,
  );
  const related = database.prepare(
    `SELECT article.id FROM article_related CROSS JOIN article ON article.key = article_related.article_key
     WHERE related_key = (SELECT key FROM article WHERE id = :id) AND ${VISIBLE}`,
  );
  return (row, now, change) => {
    if (change === 'excerpt') return [];
    const { edition, section, publishedDay: day, publishedMs, id } = row;
    const leading =
      section === null ? undefined : after.get({ edition, section, published: publishedMs, id, now });
    const linking = leading === undefined ? [] : [articleKey(requiredText(leading, 'id'))];
    const isAlone = others.get({ edition, day, id, now }) === undefined;
    const showing = change === 'new' ? related.all({ id, now }) : [];
    for (const found of showing) linking.push(articleKey(requiredText(found, 'id')));
    return isAlone ? [...linking, editionKey(edition, ARCHIVES_KEY)] : linking;
  };
}
