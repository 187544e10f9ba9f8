import { createHash } from 'node:crypto';
import { readFileSync, existsSync } from 'node:fs';
import { relative, basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readModuleGraph } from './module-graph.ts';

/** What makes something that is stored and used again by a later run of the program. */
export interface Maker {
  /** The modules that make it; those that they import belong to it. */
  readonly modules: readonly URL[];
  /** Packages that are used without being imported, such as fonts. */
  readonly packages?: readonly string[];
  /** Other files that decide how it comes out. */
  readonly files?: readonly URL[];
  /** Node's own data that does, such as `unicode`. */
  readonly node?: readonly (keyof NodeJS.ProcessVersions)[];
}

const SRC = fileURLToPath(new URL('../', import.meta.url));

/**
 * Names the makers of what is stored: 16 hexadecimal digits, the same as long as the program's own modules, the
 * installed versions of the packages that they use, their other files and Node's data are the same, wherever the
 * program is installed. Nothing else changes it. Reads some hundred small files: a few milliseconds.
 */
export function makerDigest({ modules, packages = [], files = [], node = [] }: Maker): string {
  const graph = readModuleGraph(modules.map((url) => fileURLToPath(url)));
  const digest = createHash('sha256');
  const add = (name: string, content: string | Buffer): void => {
    digest.update(`${name}\0${content.length}\0`).update(content);
  };
  for (const [module, text] of graph.modules) add(relative(SRC, module), text);
  for (const file of files) add(relative(SRC, fileURLToPath(file)), readFileSync(file));
  const used = new Map([...graph.packages, ...packages.map((name) => [name, SRC] as const)]);
  add('packages', installedVersions(used).join('\n'));
  for (const name of node) add(String(name), process.versions[name] ?? '');
  return digest.digest('hex').slice(0, 16);
}

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
