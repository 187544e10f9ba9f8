import { readdirSync } from 'node:fs';
import { MARKDOWN_NAME } from '../../domain/markdown/markdown-name.ts';
import { type LastGoodStore, unpackGoodText } from '../../catalog/last-good/last-good-store.ts';
import type { LastGood } from '../../catalog/last-good/open-last-good.ts';
import type { SourceState } from '../../catalog/store/source-store.ts';
import { readSourceFileSync } from '../../content/source/directory.ts';
import { isOfStem } from '../../content/source/edition-file.ts';
import { FRONTS, isFrontAtRoot, isFrontFile } from '../../content/fronts/front-files.ts';
import { isLabelsFile } from '../../content/labels/labels-file.ts';
import { listFilesSync } from '../../content/source/list-files.ts';
import type { Problem } from '../../problems/problem.ts';
import { digestOf } from './read-article-files.ts';

/** A text file and its state, problems of reading included. */
export interface TextRead {
  readonly file: string;
  /** Null where it cannot be read as text. */
  readonly text: string | null;
  readonly problems: readonly Problem[];
  readonly state: SourceState;
}

/** Where the small files come from: the content folder, or what is kept of their last good versions. */
export interface TextFolder {
  /** Null where there is no such file. */
  read(file: string): TextRead | null;
  /** The Markdown files of a folder and of those below it, sorted; what the folder hides is told. */
  list(folder: string): { readonly files: readonly string[]; readonly problems: readonly Problem[] };
  /** The files at the root that are called so, `STEM.yaml` and those of other editions, sorted. */
  atRoot(stem: string): readonly string[];
  /** The files of the newsroom's own words, sorted. */
  labels(): readonly string[];
  /** The files of fronts and those that look as if they were, sorted; what their folder hides is told. */
  fronts(): { readonly files: readonly string[]; readonly problems: readonly Problem[] };
}

/** The content folder as it is now. */
export function contentFolder(contentDir: string): TextFolder {
  return {
    read(file) {
      const { source, stats, problems, isMissing } = readSourceFileSync(contentDir, file);
      if (isMissing) return null;
      const state: SourceState = {
        file,
        mtimeMs: stats?.changedMs ?? -1,
        sizeBytes: stats?.sizeBytes ?? 0,
        digest: source === null ? '' : digestOf(source.text),
        wanted: null,
        problems,
      };
      return { file, text: source?.text ?? null, problems, state };
    },
    list(folder) {
      const { files, problems } = listFilesSync(contentDir, folder, MARKDOWN_NAME);
      return { files: files.map(({ file }) => file), problems };
    },
    atRoot: (stem) => rootFilesIn(contentDir, (name) => isOfStem(stem, name)),
    labels: () => labelsFilesIn(contentDir),
    fronts() {
      const { files, problems } = listFilesSync(contentDir, FRONTS, YAML_NAME);
      const below = files.map(({ file }) => file).filter(isFrontFile);
      return { files: [...rootFilesIn(contentDir, isFrontAtRoot), ...below], problems };
    },
  };
}

const YAML_NAME = /\.ya?ml$/i;

/** The files of the newsroom's own words in a content folder, sorted; none where it cannot be listed. */
export const labelsFilesIn = (contentDir: string): string[] => rootFilesIn(contentDir, isLabelsFile);

/** The files at the root of a content folder whose names are such, sorted; none where it cannot be listed. */
export function rootFilesIn(contentDir: string, isSuch: (name: string) => boolean): string[] {
  try {
    return readdirSync(contentDir).filter(isSuch).sort();
  } catch {
    return [];
  }
}

/** The last good versions, as if they stood in a folder. */
export function lastGoodFolder(lastGood: LastGood): TextFolder {
  const ask = <Answer>(question: (store: LastGoodStore) => Answer): Answer | null => lastGood.use(question);
  return {
    read(file) {
      const version = ask((store) => store.get(file));
      if (version === null) return null;
      const { mtimeMs, sizeBytes, digest, packedText } = version;
      const state = { file, mtimeMs, sizeBytes, digest, wanted: null, problems: [] };
      return { file, text: unpackGoodText(packedText), problems: [], state };
    },
    list: (folder) => ({ files: ask((store) => store.below(folder)) ?? [], problems: [] }),
    atRoot: (stem) => (ask((store) => store.beginning(stem)) ?? []).filter((name) => isOfStem(stem, name)),
    labels: () => (ask((store) => store.beginning('labels')) ?? []).filter(isLabelsFile),
    fronts: () => ({
      files: (ask((store) => store.beginning('front')) ?? []).filter(isFrontFile),
      problems: [],
    }),
  };
}
