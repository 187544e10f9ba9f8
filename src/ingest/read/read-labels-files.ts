import { labelsTag } from '../../content/labels/labels-file.ts';
import { readLabels } from '../../content/labels/read-labels.ts';
import type { SiteLanguages } from '../../domain/edition.ts';
import type { Labels } from '../../domain/labels.ts';
import type { ListsRead } from './read-folder-lists.ts';
import { type FilesBefore, readKeptFiles } from './read-kept-files.ts';
import type { TextFolder } from './text-folder.ts';

/** What is known before labels are read. */
export interface LabelsBefore extends FilesBefore {
  /** The labels that readers have. */
  readonly labels: Labels;
}

export const NO_LABELS_BEFORE: LabelsBefore = { labels: {}, files: [], stays: () => false };

/**
 * Reads the newsroom's own words: a file that is not there has none; one that is broken, or could not be judged, keeps its
 * last good words.
 */
export function readLabelsFiles(folder: TextFolder, site: SiteLanguages, before: LabelsBefore): ListsRead {
  const labels: Record<string, Labels[string]> = {};
  const keep = (tag: string | null): void => {
    const known = tag === null ? undefined : before.labels[tag];
    if (tag !== null && known !== undefined) labels[tag] = known;
  };
  const read = readKeptFiles(folder, folder.labels(), before, {
    nameOf: labelsTag,
    parse({ text, file, problems }) {
      const found = readLabels(text, file, site);
      return { ...found, problems: [...problems, ...found.problems] };
    },
    take(file, { texts }) {
      const tag = labelsTag(file);
      if (tag !== null) labels[tag] = texts;
    },
    keep: (file) => keep(labelsTag(file)),
  });
  const sorted = Object.fromEntries(Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1)));
  return { ...read, labels: JSON.stringify(sorted) };
}
