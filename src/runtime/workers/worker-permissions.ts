import { realpathSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';

/** Node tells of each flag at every start that it is to be used with care, and of `--allow-net` that it is new. */
const QUIET = ['PERM0001', 'PERM0006', 'ExperimentalWarning'].map((what) => `--disable-warning=${what}`);

/**
 * Node’s flags that keep a web worker from what it never does (https://nodejs.org/api/permissions.html): it starts no program,
 * opens no debugger (which SIGUSR1 would), calls no foreign library by name, and writes below `dataDir` and into Node’s cache of
 * compiled code alone. It may read what its user may, as what a link in the content folder leads to changes while it runs; it
 * loads the native code of sharp and resvg. A belt, no wall: SQLite and native code do not ask. `flags` are those of this process.
 */
export function workerPermissions(dataDir: string, flags: readonly string[] = process.execArgv): string[] {
  const cache = getCompileCacheDir();
  const written = new Set([dataDir, realPath(dataDir), ...(cache === undefined ? [] : [dirname(cache)])]);
  const isDebugged = flags.some((flag) => flag.startsWith('--inspect'));
  return [
    '--permission',
    '--allow-fs-read=*',
    ...[...written].map((folder) => `--allow-fs-write=${folder}/`),
    '--allow-net',
    '--allow-worker',
    '--allow-addons',
    ...(isDebugged ? ['--allow-inspector'] : []),
    ...QUIET,
  ];
}

/** Where a folder is, links followed; as given where it is not there yet. */
function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
