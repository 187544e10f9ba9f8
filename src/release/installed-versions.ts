import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * The versions of packages and of all that they depend on, as they are installed: `name@version` and where it was
 * found from, sorted. `packages` names each with a module that imports it; what is not installed, as an optional one
 * of another system, is left out.
 */
export function installedVersions(packages: ReadonlyMap<string, string>): readonly string[] {
  const versions = new Map<string, string>();
  const waiting = [...packages].map(([name, module]) => ({ name, from: dirname(module) }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const found = findPackage(next.name, next.from);
    if (found === null || versions.has(found.folder)) continue;
    versions.set(found.folder, `${next.name}@${found.version}`);
    waiting.push(...found.needs.map((name) => ({ name, from: found.folder })));
  }
  return [...versions.values()].sort();
}

interface Installed {
  readonly folder: string;
  readonly version: string;
  readonly needs: readonly string[];
}

/** Looks for a package as Node does: beside whoever asks, then in each folder above. */
function findPackage(name: string, from: string): Installed | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const place = join(folder, 'node_modules', name);
    if (basename(folder) !== 'node_modules' && existsSync(join(place, 'package.json')))
      return readPackage(place);
    if (folder === dirname(folder)) return null;
  }
}

function readPackage(folder: string): Installed {
  const text = readFileSync(join(folder, 'package.json'), 'utf8');
  const { version, dependencies, optionalDependencies } = JSON.parse(text) as Manifest;
  return {
    folder,
    version: version ?? '',
    needs: Object.keys({ ...dependencies, ...optionalDependencies }),
  };
}

interface Manifest {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
