import { keepBeforeDiscard, noteAllUnkept } from '../../catalog/last-good/keep-articles.ts';
import { packGoodText } from '../../catalog/last-good/last-good-store.ts';
import type { LastGood } from '../../catalog/last-good/open-last-good.ts';
import { catalogSettings } from '../../catalog/sqlite/settings.ts';
import type { GitHistory } from '../../git/git-history.ts';
import { articleIndex } from '../publish/article-index.ts';
import { frontIndex } from '../publish/front-index.ts';
import {
  AUTHOR_FILES,
  type NamedFiles,
  readNamedFiles,
  resolveNamedFiles,
  STANDING_PAGES,
} from '../read/named-files.ts';
import { NO_ENTRIES_BEFORE, readPartnersFiles, readTopStoriesFiles } from '../read/read-edition-lists.ts';
import { readSiteFile } from '../read/read-folder-lists.ts';
import { NO_FRONTS_BEFORE, readFrontFiles } from '../read/read-front-files.ts';
import { NO_LABELS_BEFORE, readLabelsFiles } from '../read/read-labels-files.ts';
import type { TextFolder, TextRead } from '../read/text-folder.ts';
import { folderOfVersions, readVersion } from './history-texts.ts';
import type { ReplayedHistory } from './replay-history.ts';

/** So many versions of a file are looked through for one that is good. */
const MOST_BACK = 200;

/**
 * Keeps the last good version of every file that is there at the end of a history, articles under the ids by which the
 * history knows them: what a site would have kept that was there all along. `lastGood` is empty.
 * @throws GitHistoryError.
 */
export async function seedLastGood(
  replayed: ReplayedHistory,
  history: Pick<GitHistory, 'readBlobs'>,
  lastGood: LastGood,
): Promise<void> {
  noteAllUnkept(replayed.database);
  keepBeforeDiscard(replayed.database, lastGood);
  const good = await lastGoodLists(replayed, history);
  lastGood.use((store) => {
    for (const { text, state } of good) {
      if (text !== null) store.put({ ...state, id: null, packedText: packGoodText(text) });
    }
  });
}

/** The newest good version of each file that is no article. */
async function lastGoodLists(
  { database, listVersions, site, nowMs }: ReplayedHistory,
  history: Pick<GitHistory, 'readBlobs'>,
): Promise<readonly TextRead[]> {
  if (site === null) return [];
  catalogSettings(database).put('site', JSON.stringify(site));
  const goodIn = (folder: TextFolder): readonly TextRead[] => [
    ...readSiteFile(folder).good,
    ...goodOf(STANDING_PAGES, folder),
    ...goodOf(AUTHOR_FILES, folder),
    ...readPartnersFiles(folder, site, NO_ENTRIES_BEFORE).good,
    ...readLabelsFiles(folder, site, NO_LABELS_BEFORE).good,
    ...readTopStoriesFiles(folder, site, articleIndex(database), NO_ENTRIES_BEFORE).good,
    ...readFrontFiles(folder, site, frontIndex(database), NO_FRONTS_BEFORE).good,
  ];
  const goodOf = <Made extends { readonly file: string }>(
    kind: NamedFiles<Made>,
    folder: TextFolder,
  ): readonly TextRead[] =>
    resolveNamedFiles(kind, readNamedFiles(kind, folder, site, nowMs).reads).read.good;

  const good = new Map<string, TextRead>();
  for (let back = 1; back <= MOST_BACK; back += 1) {
    const wanted = [...listVersions].flatMap(([file, blobs]): [string, string][] => {
      const blob = good.has(file) ? undefined : blobs.at(-back);
      return blob === undefined ? [] : [[file, blob]];
    });
    if (wanted.length === 0) break;
    const blobs = await history.readBlobs([...new Set(wanted.map(([, blob]) => blob))]);
    const versions = new Map(wanted.map(([file, blob]) => [file, readVersion(file, blobs.get(blob))]));
    for (const read of goodIn(folderOfVersions(versions))) good.set(read.file, read);
  }
  return [...good.values()];
}
