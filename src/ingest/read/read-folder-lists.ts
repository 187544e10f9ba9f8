import type { PublishBatch } from '../../catalog/publish/outcome/publish-batch.ts';
import type { SourceState } from '../../catalog/store/source-store.ts';
import { readSite } from '../../config/read-site.ts';
import type { Site } from '../../config/site.ts';
import { interfaceProblems } from '../../content/labels/interface-problems.ts';
import { MachineBusyError } from '../../problems/machine-busy-error.ts';
import type { Problem } from '../../problems/problem.ts';
import { SITE_FILE } from './folders.ts';
import type { TextFolder, TextRead } from './text-folder.ts';
import type { UnjudgedFile } from '../watch/unjudged-files.ts';

/** What is read whole whenever a part of it changes, ready for one batch, with the states of its files. */
export type ListsRead = PublishBatch & {
  readonly sources: readonly SourceState[];
  /** Of these files, those that readers may be given as they are. */
  readonly good: readonly TextRead[];
  /** Files that the machine had no time to judge; what is known of them stays. */
  readonly unjudged: readonly UnjudgedFile[];
};

/** Reads site.yaml; the site is null where there is none, none that can be used, or none that could be judged. */
export function readSiteFile(folder: TextFolder): Pick<ListsRead, 'sources' | 'good' | 'unjudged'> & {
  readonly site: Site | null;
  readonly isMissing: boolean;
  readonly problems: readonly Problem[];
} {
  const read = folder.read(SITE_FILE);
  const nothing = { site: null, isMissing: false, problems: [], sources: [], good: [], unjudged: [] };
  if (read === null) return { ...nothing, isMissing: true, problems: [siteMissing()] };
  const { text } = read;
  const found = text === null ? { site: null, problems: [] } : unlessBusy(() => readSite(text, SITE_FILE));
  if (found === null) return { ...nothing, unjudged: [read.state] };
  const { site } = found;
  const unsaid = site === null ? [] : interfaceProblems(site, folder.labels(), SITE_FILE);
  const problems = [...read.problems, ...found.problems, ...unsaid];
  const sources = [{ ...read.state, problems }];
  return { ...nothing, site, problems, sources, good: site === null ? [] : [read] };
}

/** What the work returns; null where the machine had no time for it. */
export function unlessBusy<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof MachineBusyError) return null;
    throw error;
  }
}

function siteMissing(): Problem {
  return {
    file: SITE_FILE,
    line: 1,
    column: 1,
    severity: 'error',
    code: 'file-missing',
    message: 'There is no site.yaml any more; the site keeps its last settings, and nothing is taken down.',
    hint: 'Put it back, or set CONTENT_DIR to the newsroom’s folder.',
  };
}
