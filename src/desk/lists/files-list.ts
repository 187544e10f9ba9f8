import type { ListedFile } from '../../catalog/store/newsroom-lists.ts';
import { composed } from '../../domain/names.ts';
import { visibilityOf } from '../../domain/visibility.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { writeUrl } from '../desk-urls.ts';
import { withQuery } from '../query-text.ts';
import {
  fileTabs,
  type ListCell,
  type ListContext,
  type ListPage,
  type ListSection,
  nextSlice,
} from './list-page.ts';

const PATH = '/files';
const MOST_FOLDERS = 200;
const MOST_FILES = 100;

/** All texts of the newsroom, drafts and refused ones too: those of a folder, or those whose name begins with what is asked for. */
export function buildFilesList(context: ListContext): ListPage {
  const { asked } = context;
  const wanted = composed(asked('q').trim());
  const search = {
    action: PATH,
    label: sayDesk('list-files-search'),
    hint: sayDesk('list-files-search-hint'),
    value: wanted,
  };
  const found = wanted === '' ? inFolder(context) : [filesNamed(context, wanted)];
  return {
    title: sayDesk('list-files'),
    intro: sayDesk('list-files-intro'),
    tabs: fileTabs(PATH),
    search,
    sections: found,
  };
}

function filesNamed(context: ListContext, wanted: string): ListSection {
  const files = context.catalog.filesNamed(wanted, MOST_FILES);
  return {
    ...fileTable(files, context),
    title: sayDesk('list-files-found', { text: wanted }),
    note: sayDesk('list-count', { count: files.length }),
    none: sayDesk('list-files-found-none'),
    next: null,
  };
}

function inFolder(context: ListContext): readonly ListSection[] {
  const { catalog, asked } = context;
  const folder = asked('folder');
  const shown = folder === '' ? sayDesk('list-files-root') : `${folder}/`;
  const folders = catalog.foldersIn(folder, asked('folders'), MOST_FOLDERS);
  const files = catalog.filesIn(folder, asked('after'), MOST_FILES);
  const up = folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : '';
  const upward: readonly ListCell[][] =
    folder === ''
      ? []
      : [
          [
            {
              text: sayDesk('list-folder-up', { folder: up === '' ? sayDesk('list-files-root') : `${up}/` }),
              url: withQuery(PATH, { folder: up }),
            },
          ],
        ];
  const below = folders.map((name) => {
    const path = folder === '' ? name : `${folder}/${name}`;
    return [{ text: `${name}/`, url: withQuery(PATH, { folder: path }), isSource: true }];
  });
  const last = files.at(-1)?.file.split('/').at(-1) ?? '';
  return [
    {
      name: 'folders',
      title: sayDesk('list-folders', { folder: shown }),
      note: '',
      columns: [sayDesk('list-folder')],
      rows: [...upward, ...below],
      none: sayDesk('list-folders-none'),
      next: nextSlice(
        PATH,
        { folder },
        { size: folders.length, full: MOST_FOLDERS, name: 'folders', last: folders.at(-1) ?? '' },
      ),
    },
    {
      ...fileTable(files, context),
      title: sayDesk('list-files-in', { folder: shown }),
      note: '',
      none: sayDesk('list-files-none'),
      next: nextSlice(PATH, { folder }, { size: files.length, full: MOST_FILES, name: 'after', last }),
    },
  ];
}

function fileTable(
  files: readonly ListedFile[],
  context: ListContext,
): Pick<ListSection, 'name' | 'columns' | 'rows'> {
  return {
    name: 'files',
    columns: [sayDesk('list-file'), sayDesk('list-title'), sayDesk('list-state'), sayDesk('list-problems')],
    rows: files.map((listed) => fileRow(listed, context)),
  };
}

function fileRow(
  { file, story, errors, warnings }: ListedFile,
  { now, dates, siteUrl }: ListContext,
): ListCell[] {
  const problems = errors + warnings;
  const trouble: ListCell =
    problems === 0
      ? { text: '' }
      : {
          text: sayDesk('list-problem-count', { errors, warnings }),
          tone: errors > 0 ? 'fault' : 'hint',
          url: withQuery('/problems', { file }),
        };
  const name: ListCell = { text: file, url: writeUrl(file), isSource: true };
  if (story === null) {
    const state: ListCell =
      errors > 0 ? { text: sayDesk('list-state-refused'), tone: 'fault' } : { text: '' };
    return [name, { text: '' }, state, trouble];
  }
  const { title, path, publishedMs, expiresMs } = story;
  const visibility = visibilityOf(story, now);
  const state: ListCell =
    visibility === 'live'
      ? { text: sayDesk('list-state-live'), tone: 'good', url: siteUrl + path }
      : visibility === 'embargoed'
        ? { text: sayDesk('list-state-scheduled', { time: dates.moment(publishedMs) }) }
        : visibility === 'expired'
          ? { text: sayDesk('list-state-expired', { time: dates.moment(expiresMs ?? now) }) }
          : { text: sayDesk('list-state-draft') };
  return [name, { text: title }, state, trouble];
}
