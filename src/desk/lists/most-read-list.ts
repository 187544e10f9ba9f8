import { sayDesk } from '../../words/desk/desk-words.ts';
import { writeUrl } from '../desk-urls.ts';
import { fileTabs, type ListContext, type ListPage } from './list-page.ts';

const PATH = '/most-read';
const MOST = 100;

/** What readers read most, in order. */
export function buildMostReadList({ catalog, siteUrl }: ListContext): ListPage {
  const stories = catalog.mostReadStories(MOST);
  return {
    title: sayDesk('list-most-read'),
    intro: sayDesk('list-most-read-intro'),
    tabs: fileTabs(PATH),
    search: null,
    sections: [
      {
        name: 'stories',
        title: sayDesk('list-most-read-now'),
        note: sayDesk('list-count', { count: stories.length }),
        columns: [sayDesk('list-place'), sayDesk('list-story'), sayDesk('list-file')],
        rows: stories.map(({ title, path, file }, index) => [
          { text: String(index + 1) },
          { text: title, url: siteUrl + path },
          { text: file, url: writeUrl(file), isSource: true },
        ]),
        none: sayDesk('list-most-read-none'),
        next: null,
      },
    ],
  };
}
