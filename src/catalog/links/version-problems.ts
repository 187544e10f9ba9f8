import type { DatabaseSync } from 'node:sqlite';
import type { ArticleRecord } from '../../domain/article.ts';
import { lastModified } from '../../domain/last-modified.ts';
import type { Moment } from '../../domain/moment.ts';
import { visibilityOf } from '../../domain/visibility.ts';
import { languageName } from '../../problems/known-language.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog, type Finding } from '../../problems/problem-log.ts';
import { requiredText } from '../sqlite/columns.ts';

/** One version of a story, as it is at a moment. */
interface Version {
  readonly record: ArticleRecord;
  /** BCP 47 tag. */
  readonly language: string;
  readonly visibility: ReturnType<typeof visibilityOf>;
}

/** What is updated within so many milliseconds is one piece of work in several languages. */
const SAME_WORK_MS = 24 * 60 * 60 * 1000;

/**
 * What is to be said of stories in several languages, each in the file that may need a hand: a version that was corrected or updated after
 * this one, the version in the site's own language that readers may not see, and two files of one language. `language` is the
 * site's, `now` milliseconds since 1970. Looks through all stories that have versions.
 */
export function versionProblems(database: DatabaseSync, language: string, now: number): readonly Problem[] {
  const rows = database
    .prepare(
      `SELECT translation, record FROM article WHERE translation IN
         (SELECT translation FROM article WHERE translation IS NOT NULL GROUP BY translation HAVING count(*) > 1)
       ORDER BY translation, path`,
    )
    .all();
  const groups = Map.groupBy(rows, (row) => requiredText(row, 'translation'));
  return [...groups.values()].flatMap((group) => {
    const versions = group.map((row) => readVersion(requiredText(row, 'record'), language, now));
    const told = versions.filter(({ visibility }) => visibility !== 'draft');
    const firsts = new Map(told.toReversed().map((one) => [one.language, one]));
    return versions.flatMap((one) => {
      const first = firsts.get(one.language);
      if (one.visibility === 'draft') return [];
      if (first !== undefined && first !== one) return tell(one, twice(first, one.record.translation ?? ''));
      if (one.visibility !== 'live') return [];
      const others = versions.filter((other) => other.language !== one.language);
      const own = others.find((other) => other.language === language && other.visibility !== 'live');
      const late = lateFor(
        one,
        [...firsts.values()].filter((other) => other !== one && other.visibility === 'live'),
        now,
      );
      return [
        ...(own === undefined ? [] : tell(one, hiddenOriginal(own))),
        ...(late === null ? [] : tell(one, late)),
      ];
    });
  });
}

function readVersion(stored: string, own: string, now: number): Version {
  const record = JSON.parse(stored) as ArticleRecord;
  const { isDraft, published, expires } = record;
  const showing = { isDraft, publishedMs: published.epochMs, expiresMs: expires?.epochMs ?? null };
  return { record, language: record.language ?? own, visibility: visibilityOf(showing, now) };
}

function tell({ record: { file } }: Version, finding: Finding): readonly Problem[] {
  const log = createProblemLog(file);
  log.warn(finding);
  return log.list();
}

/** What another version says since this one was last changed; the newest correction, else the newest update. */
function lateFor(one: Version, others: readonly Version[], now: number): Finding | null {
  const since = lastModified(one.record).epochMs;
  const newest = (momentsOf: (record: ArticleRecord) => readonly Moment[], after: number) =>
    others
      .flatMap((other) => momentsOf(other.record).map((moment) => ({ other, moment })))
      .filter(({ moment: { epochMs } }) => epochMs > after && epochMs <= now)
      .sort((a, b) => b.moment.epochMs - a.moment.epochMs)[0];
  const correction = newest(({ corrections }) => corrections.map(({ date }) => date), since);
  if (correction !== undefined) return behind('version-corrected', 'was corrected', one, correction);
  const update = newest(({ updated }) => (updated === null ? [] : [updated]), since + SAME_WORK_MS);
  return update === undefined ? null : behind('version-updated', 'was updated', one, update);
}

function behind(
  code: string,
  what: string,
  { language, record }: Version,
  { other, moment }: { readonly other: Version; readonly moment: Moment },
): Finding {
  const name = languageName(other.language);
  return {
    code,
    message: `${other.record.file}, the ${name} version, ${what} on ${moment.day}; this ${languageName(language)} one is as of ${lastModified(record).day}.`,
    hint: `See whether it needs the same. Then add the correction, or write updated: ${moment.day}.`,
    about: name,
  };
}

function twice({ record: { file }, language }: Version, translation: string): Finding {
  const name = languageName(language);
  return {
    code: 'version-twice',
    message: `${file} is the same story in ${name}; this file is no version of it.`,
    hint: translation.startsWith('key:')
      ? 'Give one of the two another translationKey.'
      : 'Rename one of the two, or give it a translationKey of its own.',
    about: name,
  };
}

const STATES = {
  draft: 'is a draft',
  embargoed: 'is not yet published',
  expired: 'has left the site',
  live: 'is public',
} as const satisfies Record<Version['visibility'], string>;

function hiddenOriginal({ record: { file }, language, visibility }: Version): Finding {
  const name = languageName(language);
  return {
    code: 'version-first',
    message: `${file}, the ${name} version, ${STATES[visibility]}; readers see this one.`,
    hint: 'See whether it may be public, or give it the date of the other.',
    about: name,
  };
}
