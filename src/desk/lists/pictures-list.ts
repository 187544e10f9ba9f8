import { siteEditions } from '../../domain/edition.ts';
import { pictureFaults } from '../board/picture-faults.ts';
import { writeUrl } from '../desk-urls.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { withQuery } from '../query-text.ts';
import { type ListContext, type ListPage, nextSlice } from './list-page.ts';

const PATH = '/pictures';
const MOST_FILES = 100;
/** So many stories of each edition are looked at for a page. */
const STORIES_AT_ONCE = 300;

/** Pictures that cannot be shown, and stories whose lead picture is missing, small, or without words: the newest first. */
export function buildPicturesList({ catalog, now, siteUrl, asked }: ListContext): ListPage {
  const files = catalog.troubledPictures(asked('after'), MOST_FILES);
  const skipped = Math.max(0, Number.parseInt(asked('skip'), 10) || 0);
  const end = skipped + STORIES_AT_ONCE;
  const faults = pictureFaults(catalog, now, STORIES_AT_ONCE, skipped);
  const hasMore = siteEditions(catalog.site()).some(
    (edition) => catalog.of(edition).list({ kind: 'all' }, { now, limit: 1, offset: end }).length > 0,
  );
  return {
    title: sayDesk('desk-pictures'),
    intro: sayDesk('list-pictures-intro'),
    tabs: [],
    search: null,
    sections: [
      {
        name: 'stories',
        title: sayDesk('list-pictures-stories'),
        note: sayDesk('list-pictures-stories-note', { from: skipped + 1, to: end }),
        columns: [sayDesk('list-story'), sayDesk('list-wants'), sayDesk('list-file')],
        rows: faults.map(({ title, path, file, faults: wants }) => [
          { text: title, url: siteUrl + path },
          { text: wants.map(({ word, values }) => sayDesk(word, values)).join(' · '), tone: 'hint' },
          file === null ? { text: '' } : { text: file, url: writeUrl(file), isSource: true },
        ]),
        none: sayDesk('list-pictures-stories-none'),
        next: hasMore ? withQuery(PATH, { skip: String(end) }) : null,
      },
      {
        name: 'files',
        title: sayDesk('list-pictures-files'),
        note: '',
        columns: [sayDesk('list-picture'), sayDesk('list-wrong'), sayDesk('list-lead-of')],
        rows: files.map(({ src, problem: { message, hint }, lead }) => [
          { text: src, isSource: true },
          { text: `${message} ${hint}`, tone: 'hint' },
          lead === null ? { text: '' } : { text: lead.title, url: writeUrl(lead.file) },
        ]),
        none: sayDesk('list-pictures-files-none'),
        next: nextSlice(
          PATH,
          {},
          { size: files.length, full: MOST_FILES, name: 'after', last: files.at(-1)?.src ?? '' },
        ),
      },
    ],
  };
}
