import { readFileSync } from 'node:fs';

/** What package-lock.json tells of a package. */
export interface LockedPackage {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

export type LockedPackages = Readonly<Record<string, LockedPackage>>;

const LOCK = new URL('../package-lock.json', import.meta.url);
const FOLDER = 'node_modules/';

/** All packages of package-lock.json by their folders; the program itself is that of the empty name. */
export function readLockedPackages(): LockedPackages {
  const { packages } = JSON.parse(readFileSync(LOCK, 'utf8')) as { readonly packages: LockedPackages };
  return packages;
}

/** The folders of what `npm ci --omit=dev` may install, of every system, sorted. */
export const productionFolders = (packages: LockedPackages): string[] =>
  Object.entries(packages)
    .filter(([folder, { dev, devOptional }]) => folder !== '' && dev !== true && devOptional !== true)
    .map(([folder]) => folder)
    .sort();

/** `node_modules/a/node_modules/@b/c` → `@b/c`. */
export const packageName = (folder: string): string =>
  folder.slice(folder.lastIndexOf(FOLDER) + FOLDER.length);

/** The folders that the names mean which a package asks for, found as Node finds them; what is not locked is left out. */
export function neededFolders(packages: LockedPackages, folder: string): string[] {
  const { dependencies, optionalDependencies, peerDependencies } = packages[folder] ?? { version: '' };
  const names = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
  return names.flatMap((name) => {
    for (let from = folder; ; from = from.slice(0, Math.max(0, from.lastIndexOf(`/${FOLDER}`)))) {
      const place = from === '' ? FOLDER + name : `${from}/${FOLDER}${name}`;
      if (packages[place] !== undefined) return [place];
      if (from === '') return [];
    }
  });
}
