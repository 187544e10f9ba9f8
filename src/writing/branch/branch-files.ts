import { readCommitted } from '../../git/commit-on-top.ts';
import { runGit } from '../../git/git-process.ts';
import { listTree } from '../../git/git-trees.ts';
import type { Mirror } from '../../git/mirror.ts';
import { isFolderStory, withoutMarkdownExtension } from '../../domain/markdown/markdown-name.ts';
import { composedSmall, writtenForms } from '../../domain/names.ts';
import { refusedName, refusedNewName } from '../names/allowed-file.ts';
import { WriteRefusedError } from '../names/refusal.ts';

/** The files of a branch as this machine knows it. */
export interface BranchFiles {
  /** The newest commit; null before the first fetch. */
  tip(): Promise<string | null>;
  /** The name that a file has in a commit, in whatever form of Unicode; of a new one composed. @throws WriteRefusedError */
  nameIn(commit: string, file: string): Promise<string>;
  /** Null for none. */
  bytesIn(commit: string, file: string): Promise<Buffer | null>;
  /** @throws WriteRefusedError where a new file must not be called so, or another is that differs by capitals alone. */
  requireNew(commit: string, file: string): Promise<void>;
}

/** Reads them from the mirror; `tipRef` has the commit that the desk fetched or pushed last. */
export function branchFiles(mirror: Mirror, tipRef: string): BranchFiles {
  const { args } = mirror;
  const own = async (): Promise<string | null> => {
    const found = await runGit(args(['rev-parse', '--verify', '--quiet', `${tipRef}^{commit}`])).catch(
      () => '',
    );
    return found.trim() || null;
  };
  /** Of what the site has fetched and what the desk has pushed, that which follows the other; the site's after a rewrite. */
  const tip = async (): Promise<string | null> => {
    const [desk, site] = [await own(), await mirror.head()];
    if (desk === null || site === null || desk === site) return site ?? desk;
    const isAhead = await runGit(args(['merge-base', '--is-ancestor', site, desk])).then(
      () => true,
      () => false,
    );
    return isAhead ? desk : site;
  };

  /** The name that a file has in a commit, in whatever form of Unicode. @throws WriteRefusedError */
  const nameIn = async (commit: string, file: string): Promise<string> => {
    const refusal = refusedName(file);
    if (refusal !== null) throw new WriteRefusedError(refusal, file);
    for (const form of writtenForms(file)) {
      const found = await readCommitted(args, commit, form);
      if (found === 'no-file') throw new WriteRefusedError(NO_FILE, file);
      if (found !== null) return form;
    }
    return file.normalize('NFC');
  };
  const bytesIn = async (commit: string, file: string): Promise<Buffer | null> => {
    const found = await readCommitted(args, commit, file);
    return found === 'no-file' ? null : found;
  };
  const requireNew = async (commit: string, file: string): Promise<void> => {
    const refusal = refusedNewName(file);
    if (refusal !== null) throw new WriteRefusedError(refusal, file);
    const folder = file.slice(0, file.lastIndexOf('/') + 1);
    const paths = folder === '' ? [] : [folder.slice(0, -1)];
    const small = composedSmall(file);
    const twin = (await listTree(args, commit, paths)).find(
      ({ path }) => path !== file && composedSmall(path) === small,
    );
    if (twin !== undefined)
      throw new WriteRefusedError({ ...TAKEN, message: `There is ${twin.path} already.` }, file);
  };
  return { tip, nameIn, bytesIn, requireNew };
}

/** What a rename takes along: of the story of a folder, all that is in it. */
export function movedNames(from: string, to: string, all: readonly string[]): (readonly [string, string])[] {
  const [source, target] = [from, to].map((path) => path.slice(0, path.lastIndexOf('/') + 1));
  const [name, other] = [from, to].map((path) => path.slice(path.lastIndexOf('/') + 1));
  const isBundle =
    name === other && isFolderStory(withoutMarkdownExtension(name ?? '')) && from.split('/').length > 2;
  if (!isBundle || source === undefined || target === undefined) return [[from, to]];
  return all
    .filter((path) => path.startsWith(source))
    .map((path) => [path, target + path.slice(source.length)]);
}

/** What is told of a name that is taken. */
export const TAKEN = {
  code: 'name-taken',
  message: 'Something bears this name already, or one that differs by capitals alone.',
  hint: 'Open that one, or give another name.',
};
const NO_FILE = {
  code: 'name-is-folder',
  message: 'A folder or link bears this name.',
  hint: 'Give another name.',
};
