import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installedVersions } from './installed-versions.ts';
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
