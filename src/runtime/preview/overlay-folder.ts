import { isFrontAtRoot, isFrontFile } from '../../content/fronts/front-files.ts';
import { isLabelsFile } from '../../content/labels/labels-file.ts';
import { isOfStem } from '../../content/source/edition-file.ts';
import { MARKDOWN_NAME } from '../../domain/markdown/markdown-name.ts';
import type { TextFolder, TextRead } from '../../ingest/read/text-folder.ts';

/** A content folder in which one file says something else, or is there that is not. */
export function overlayFolder<Folder extends TextFolder>(folder: Folder, draft: TextRead): Folder {
  const { file } = draft;
  const isAtRoot = !file.includes('/');
  const withDraft = (files: readonly string[], isOne: boolean): readonly string[] =>
    isOne && !files.includes(file) ? [...files, file].sort() : files;
  return {
    ...folder,
    read: (name) => (name === file ? draft : folder.read(name)),
    list(below) {
      const listed = folder.list(below);
      const isOne = file.startsWith(`${below}/`) && MARKDOWN_NAME.test(file);
      return { ...listed, files: withDraft(listed.files, isOne) };
    },
    atRoot: (stem) => withDraft(folder.atRoot(stem), isAtRoot && isOfStem(stem, file)),
    labels: () => withDraft(folder.labels(), isLabelsFile(file)),
    fronts() {
      const listed = folder.fronts();
      return {
        ...listed,
        files: withDraft(listed.files, isAtRoot ? isFrontAtRoot(file) : isFrontFile(file)),
      };
    },
  };
}
