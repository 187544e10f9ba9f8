/** Folders whose names say that what is below them is not for readers, with or without an underscore before them. */
const HIDDEN_FOLDER =
  /^_?(?:drafts?|unpublished|private|hidden|internal|pending|embargoed|discarded|trash|trashed|deleted)$/i;

/** Folders that other systems publish from in spite of the underscore, which hides all others. */
const PUBLISHED_FOLDER = /^_(?:posts?|articles?|news|stories|blog|pages?|authors?|content|collections?)$/i;

/** `_index.md`, `_ferry.md`, `ferry.draft.md`. */
const HIDDEN_FILE = /^_|\.(?:drafts?|private|hidden|unpublished|wip)\.[a-z]+$/i;

/** Whether a folder of this name is held back, and all that is below it. */
export function isHiddenFolder(name: string): boolean {
  return HIDDEN_FOLDER.test(name) || (name.startsWith('_') && !PUBLISHED_FOLDER.test(name));
}

/** Whether a text file is held back for its own name. Pictures are not: cameras name theirs `_DSC0001.jpg`. */
export function isHiddenFile(name: string): boolean {
  return HIDDEN_FILE.test(name);
}

/**
 * The folder below which, or in which, a file is held back for a name on its path; null for one that is not. `path`
 * is below the content folder, whose own folders count as no names.
 */
export function hiddenBy(path: string): { readonly folder: string; readonly isWhole: boolean } | null {
  const [top = '', ...names] = path.split('/');
  const name = names.pop() ?? '';
  const at = names.findIndex(isHiddenFolder);
  if (at !== -1) return { folder: [top, ...names.slice(0, at + 1)].join('/'), isWhole: true };
  return isHiddenFile(name) ? { folder: [top, ...names].join('/'), isWhole: false } : null;
}
