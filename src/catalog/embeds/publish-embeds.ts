import type { DatabaseSync } from 'node:sqlite';
import type { EmbedFacts } from '../../domain/embeds/embed-facts.ts';
import { embedsIn } from '../../domain/embeds/embed-marks.ts';
import { recogniseEmbed } from '../../domain/embeds/recognise-embed.ts';
import { embedKey } from '../../domain/surrogate-keys.ts';
import { optionalText, requiredText } from '../sqlite/columns.ts';
import { catalogSettings, catalogVersion, raiseVersion } from '../sqlite/settings.ts';
import { inTransaction } from '../sqlite/transaction.ts';
import { VISIBLE } from '../store/visible.ts';

/** What providers told: by subject, null where nothing is known any more. */
export type ToldEmbeds = ReadonlyMap<string, EmbedFacts | null>;

/** What a publish of embeds changed. */
export interface EmbedsPublished {
  /** The surrogate keys of those that differ. */
  readonly keys: ReadonlySet<string>;
  /** The catalog’s version from now on. */
  readonly version: number;
}

/** What the catalog knows of embeds, for who asks about them. Moments are milliseconds since 1970. */
export interface EmbedPublisher {
  /** Puts what was told into the catalog, in one transaction. @throws Error from SQLite, when nothing is changed. */
  put(told: ToldEmbeds, now: number): EmbedsPublished;
  /** The subjects that an article shows, where readers see it. */
  shownBy(id: string, now: number): readonly string[];
  /** Subjects that standing pages and profiles show. */
  shownByPages(): readonly string[];
  /** The same of articles that readers see, those of the newest first, each once for each article. */
  shown(now: number): Iterable<string>;
}

/** Prepares it over an open catalog. */
export function embedPublisher(database: DatabaseSync): EmbedPublisher {
  const settings = catalogSettings(database);
  const known = database.prepare('SELECT facts FROM embed WHERE subject = ?');
  const insert = database.prepare('INSERT OR REPLACE INTO embed (subject, facts) VALUES (?, ?)');
  const remove = database.prepare('DELETE FROM embed WHERE subject = ?');
  const from = `FROM article JOIN article_embed ON article_embed.article_key = article.key WHERE ${VISIBLE}`;
  const all = database.prepare(`SELECT subject ${from} ORDER BY published_ms DESC`);
  const pages = database.prepare(
    'SELECT body_html FROM standing_page WHERE is_draft = 0 UNION ALL SELECT body_html FROM author_profile',
  );
  const ofArticle = database.prepare(`SELECT subject ${from} AND article.id = :id`);
  return {
    put: (told, now) =>
      inTransaction(database, () => {
        const keys = new Set<string>();
        for (const [subject, facts] of told) {
          const row = known.get(subject);
          const before = row === undefined ? null : optionalText(row, 'facts');
          const after = facts === null ? null : JSON.stringify(facts);
          if (before === after) continue;
          keys.add(embedKey(subject));
          if (after === null) remove.run(subject);
          else insert.run(subject, after);
        }
        if (keys.size > 0) raiseVersion(settings, now);
        return { keys, version: catalogVersion(settings) };
      }),
    shownBy: (id, now) => ofArticle.all({ id, now }).map((row) => requiredText(row, 'subject')),
    shownByPages: () =>
      pages
        .all()
        .flatMap((row) =>
          embedsIn(requiredText(row, 'body_html')).flatMap((url) => recogniseEmbed(url)?.subject ?? []),
        ),
    *shown(now) {
      for (const row of all.iterate({ now })) yield requiredText(row, 'subject');
    },
  };
}
