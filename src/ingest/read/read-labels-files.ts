import type { Site } from '../../config/site.ts';
import { labelsTag } from '../../content/labels/labels-file.ts';
import { readLabels } from '../../content/labels/read-labels.ts';
import type { Labels } from '../../domain/labels.ts';
import { type ListsRead, unlessBusy } from './read-folder-lists.ts';
import type { TextFolder } from './text-folder.ts';

/** What is known before labels are read. */
export interface LabelsBefore {
  /** The labels that readers have. */
  readonly labels: Labels;
  /** Files of labels whose state is known. */
  readonly files: readonly string[];
  /** Whether a file stays as it is known: it is being written, or the whole folder is away. */
  readonly stays: (file: string) => boolean;
}

export const NO_LABELS_BEFORE: LabelsBefore = { labels: {}, files: [], stays: () => false };

/**
 * Reads the newsroom's own words: a file that is not there has none; one that is broken, or could not be judged, keeps its
 * last good words.
 */
export function readLabelsFiles(
  folder: TextFolder,
  { language }: Pick<Site, 'language'>,
  before: LabelsBefore,
): ListsRead {
  const labels: Record<string, Labels[string]> = {};
  const keep = (tag: string | null): void => {
    const known = tag === null ? undefined : before.labels[tag];
    if (tag !== null && known !== undefined) labels[tag] = known;
  };
  const listed = folder.labels();
  const result = { sources: [], good: [], unjudged: [] } as {
    -readonly [Key in Kept]: ListsRead[Key][number][];
  };
  for (const file of listed) {
    const tag = labelsTag(file);
    const read = before.stays(file) ? null : folder.read(file);
    const text = read?.text ?? null;
    if (read === null || text === null) {
      keep(tag);
      if (read !== null) result.sources.push(read.state);
      continue;
    }
    const found = unlessBusy(() => readLabels(text, file, language));
    if (found === null) {
      keep(tag);
      result.unjudged.push(read.state);
      continue;
    }
    result.sources.push({ ...read.state, problems: [...read.problems, ...found.problems] });
    if (!found.isUsable) keep(tag);
    else if (tag !== null) labels[tag] = found.texts;
    if (found.isUsable) result.good.push(read);
  }
  const gone = before.files.filter((file) => !listed.includes(file));
  for (const file of gone) if (before.stays(file)) keep(labelsTag(file));
  const goneSources = gone.filter((file) => !before.stays(file));
  const sorted = Object.fromEntries(Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1)));
  return { ...result, labels: JSON.stringify(sorted), ...(goneSources.length === 0 ? {} : { goneSources }) };
}

type Kept = 'sources' | 'good' | 'unjudged';
