import type { TreeEntry } from '../../git/git-trees.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog, type Finding } from '../../problems/problem-log.ts';

/** Larger files are not put into the checkout. */
export const MAX_BLOB_BYTES = 2 * 1024 ** 3;

/** As long as disks let a name be, in bytes. */
const MAX_NAME_BYTES = 255;
const MAX_PATH_BYTES = 3_000;

const LINK: Finding = {
  code: 'git-link',
  message: 'This is a symbolic link, and links are not followed out of a git repository.',
  hint: 'Commit the file itself in its place.',
};
const SUBMODULE: Finding = {
  code: 'git-submodule',
  message: 'This is a submodule: its files are in another repository, which is not fetched.',
  hint: 'Commit the files themselves, with "git submodule deinit" and "git rm" of the submodule first.',
};
const LFS: Finding = {
  code: 'git-lfs-pointer',
  message: 'This is a pointer of Git LFS: the file itself is not in the repository.',
  hint: 'Take it out of LFS with "git lfs migrate export --include=PATH", or put large files where CONTENT_DIR is filled by rsync.',
};
const TOO_LARGE: Finding = {
  code: 'git-file-too-large',
  message: 'The file is larger than 2 GB.',
  hint: 'Put it on a server for films, and link or embed it.',
};
const NAME: Finding = {
  code: 'git-name-unusable',
  message: 'The disk cannot have a file of this name: it is not UTF-8, too long, or leads out of the folder.',
  hint: 'Rename the file, and commit that.',
};

/** Why an entry is not put into the checkout, by its name and kind alone; null for one that is, or that is not there. */
export function refuseEntry({ path, mode, blob }: TreeEntry): Problem | null {
  if (blob === null) return null;
  if (!isUsable(path)) return refused(path.toWellFormed(), NAME);
  if (mode === '120000') return refused(path, LINK);
  if (mode === '160000') return refused(path, SUBMODULE);
  return null;
}

export const tooLarge = (path: string): Problem => refused(path, TOO_LARGE);
export const lfsPointer = (path: string): Problem => refused(path, LFS);

/** Whether a file of the repository is none of the site’s: what is in a folder, or called, with a dot in front. */
export const isOutside = (path: string): boolean => /(?:^|\/)\.(?!\.?(?:\/|$))/.test(path);

function isUsable(path: string): boolean {
  const names = path.split('/');
  const isPlain = names.every(
    (name) => name !== '' && name !== '.' && name !== '..' && Buffer.byteLength(name) <= MAX_NAME_BYTES,
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no disk takes it
  return isPlain && !/[\u0000\ufffd]/.test(path) && Buffer.byteLength(path) <= MAX_PATH_BYTES;
}

function refused(path: string, finding: Finding): Problem {
  const log = createProblemLog(path);
  log.error(finding);
  return log.list()[0] as Problem;
}
