import { sayDesk } from '../../words/desk/desk-words.ts';
import type { DeletedFile } from '../../writing/content-writing.ts';
import { authorName } from '../author-name.ts';
import type { DeskDates } from '../desk-dates.ts';
import { withQuery } from '../query-text.ts';
import { fileTabs, type ListPage } from './list-page.ts';

/** Where it stands. */
export const DELETED_PATH = '/deleted';

/** Files that are gone, the last first, each with the way to its history, from where it comes back. */
export function buildDeletedList(deleted: readonly DeletedFile[], dates: DeskDates): ListPage {
  return {
    title: sayDesk('list-deleted'),
    intro: sayDesk('list-deleted-intro'),
    tabs: fileTabs(DELETED_PATH),
    search: null,
    sections: [
      {
        name: 'files',
        title: sayDesk('list-deleted-lately'),
        note: sayDesk('list-count', { count: deleted.length }),
        columns: [sayDesk('list-file'), sayDesk('list-deleted-when'), sayDesk('list-deleted-who')],
        rows: deleted.map(({ file, at, by }) => [
          { text: file, url: withQuery('/history', { file }), isSource: true },
          { text: dates.moment(at) },
          { text: authorName(by) },
        ]),
        none: sayDesk('list-deleted-none'),
        next: null,
      },
    ],
  };
}
