import { diffWordsWithSpace } from 'diff';
import { Router } from 'express';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { textOf } from '../../writing/text-of.ts';
import { authorName } from '../author-name.ts';
import { writeUrl } from '../desk-urls.ts';
import { deskDates } from '../desk-dates.ts';
import { buildDeletedList, DELETED_PATH } from '../lists/deleted-list.ts';
import { textKindOf } from './form-fields.ts';
import type { WriteRoutesDeps } from './write-routes-deps.ts';

const MOST_REVISIONS = 100;
/** Beyond so many changed words the two texts are not compared, and beyond so many milliseconds. */
const MOST_CHANGES = 4_000;
const LONGEST_MS = 1_500;

/** What a version and the one after it have in common, and what not. */
export interface WordChange {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** The words that changed from one text to another, in order; null where they differ too much. */
export function compareWords(older: string, newer: string): readonly WordChange[] | null {
  const parts = diffWordsWithSpace(older, newer, { maxEditLength: MOST_CHANGES, timeout: LONGEST_MS });
  return (
    parts?.map(({ added, removed, value }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
    })) ?? null
  );
}

/** Earlier versions of a file, what changed in one, and the way back to it. */
export function createHistoryRoutes({ write, pages, people }: WriteRoutesDeps): Router {
  const router = Router({ caseSensitive: true });
  router.get(DELETED_PATH, async (request, response) => {
    people.personOf(response);
    const dates = deskDates(write.site().timeZone);
    const page = buildDeletedList(await write.writing.deleted(MOST_REVISIONS), dates);
    const { title } = page;
    pages.show(request, response, {
      view: 'list',
      title,
      current: '/files',
      page,
      styles: ['css/lists.css'],
    });
  });
  router.get('/history', async (request, response) => {
    const person = people.personOf(response);
    const query = request.query as Readonly<Record<string, unknown>>;
    const file = typeof query['file'] === 'string' ? query['file'].normalize('NFC') : '';
    const chosen = typeof query['revision'] === 'string' ? query['revision'] : '';
    const { timeZone } = write.site();
    const [revisions, now] =
      textKindOf(file) === null
        ? [[], null]
        : await Promise.all([write.writing.history(file, MOST_REVISIONS), write.writing.read(file)]);
    const at = revisions.findIndex(({ id }) => id === chosen);
    const readText = async (id: string | undefined): Promise<string> => {
      const bytes = id === undefined ? null : await write.writing.textOf(file, id);
      return bytes === null ? '' : (textOf(bytes) ?? '');
    };
    const changes =
      at === -1 ? [] : compareWords(await readText(revisions[at + 1]?.id), await readText(revisions[at]?.id));
    pages.show(request, response, {
      view: 'history',
      title: sayDesk('write-history-title', { file }),
      current: null,
      styles: ['css/write.css'],
      page: {
        file,
        url: writeUrl(file),
        chosen,
        changes,
        base: now?.digest ?? '',
        isGone: now === null,
        done: query['done'] === 'delete' ? sayDesk('write-done-delete') : '',
        isWritable: write.mayWrite(person, { file, before: now?.bytes ?? null, after: now?.bytes ?? null }),
        revisions: revisions.map((one) => ({
          id: one.id,
          anchor: `r-${one.id}`,
          compareUrl: `/history?${new URLSearchParams({ file, revision: one.id })}#r-${one.id}`,
          openUrl: `${writeUrl(file)}&${new URLSearchParams({ revision: one.id })}`,
          who: sayDesk('write-history-by', {
            time: deskDates(timeZone).moment(one.at),
            name: authorName(one.by),
          }),
          why: one.why ?? '',
          isNow: now !== null && one.digest === now.digest && !one.isRefused,
          isText: one.digest !== null,
          isMinor: one.isMinor,
          isRefused: one.isRefused,
        })),
      },
    });
  });
  return router;
}
