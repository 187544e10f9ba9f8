import { statSync } from 'node:fs';
import { join } from 'node:path';
import { programVersion } from '../release/program-version.ts';
import { backedUp } from '../storage/data-dir-names.ts';
import { CONTENT_PART, DATA_PART } from './backup-names.ts';
import type { BackupSource } from './backup-place.ts';
import { copyFile, digestFile } from './copy-file.ts';
import { type CopiedTree, copyTree, type FormerFile } from './copy-tree.ts';
import { type BackupFile, FORMAT, type Manifest } from './manifest.ts';
import { lookAtFile } from './survey-tree.ts';
import { takeDatabases } from './take-databases.ts';

/** What lies in a backup that is not whole yet. */
export interface Saved {
  readonly manifest: Manifest;
  /** Paths of files that are second names. */
  readonly linked: ReadonlySet<string>;
  readonly warnings: readonly string[];
}

export interface SaveDeps {
  readonly source: BackupSource;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly former: (path: string) => FormerFile | undefined;
  readonly onFile: () => void;
}

/**
 * The content first, so that the ledger knows the URLs of all that is in it; pictures last, so that all that their list names are there.
 */
export async function saveAll(begun: string, { source, now, former, onFile }: SaveDeps): Promise<Saved> {
  const { dataDir, content } = source;
  const files: BackupFile[] = [];
  const linked = new Set<string>();
  const tree = async (from: string, part: string, hasModes: boolean): Promise<CopiedTree> => {
    const copied = await copyTree({
      from,
      to: join(begun, part),
      former: (path) => former(`${part}/${path}`),
      onFile,
    });
    for (const { path, bytes, sha256, mode, stamp, isLinked } of copied.files) {
      files.push({ path: `${part}/${path}`, bytes, sha256, ...(hasModes ? { mode } : {}), stamp });
      if (isLinked) linked.add(`${part}/${path}`);
    }
    return copied;
  };
  const texts =
    content.kind === 'folder' && content.isWanted ? await tree(content.dir, CONTENT_PART, true) : null;
  const to = join(begun, DATA_PART);
  const taken = await takeDatabases({ dataDir, to, names: backedUp('database'), now, onCopied: onFile });
  for (const { name } of taken.databases)
    files.push({ path: `${DATA_PART}/${name}`, ...digestFile(join(to, name)) });
  for (const { name } of backedUp('file')) {
    const seen = lookAtFile(dataDir, name);
    if (seen === null) continue;
    files.push({
      path: `${DATA_PART}/${name}`,
      ...copyFile(join(dataDir, name), join(to, name), seen.mtime),
    });
    onFile();
  }
  for (const { name } of backedUp('folder'))
    if (statSync(join(dataDir, name), { throwIfNoEntry: false })?.isDirectory() === true)
      await tree(join(dataDir, name), `${DATA_PART}/${name}`, false);
  return {
    manifest: {
      format: FORMAT,
      program: programVersion(),
      at: new Date(taken.at).toISOString(),
      site: source.site,
      content:
        content.kind === 'git'
          ? { kind: 'git', url: content.url, branch: content.branch }
          : { kind: 'folder', isIncluded: content.isWanted, restless: texts?.restless ?? 0 },
      databases: [...taken.databases],
      folders: [...(texts?.folders ?? [])].map(([path, mode]) => ({ path: `${CONTENT_PART}/${path}`, mode })),
      files,
    },
    linked,
    warnings: texts === null ? [] : warningsOf(texts),
  };
}

function warningsOf({ restless, lost }: CopiedTree): string[] {
  const warnings: string[] = [];
  if (restless > 0)
    warnings.push(
      `${restless} files of CONTENT_DIR were written all the time: each is whole in the backup as far as it was written, but they are not of one moment.`,
    );
  if (lost.length > 0)
    warnings.push(
      `${lost.length} links of CONTENT_DIR lead nowhere or in a circle, and are not in the backup: ${lost.slice(0, 5).join(', ')}.`,
    );
  return warnings;
}
