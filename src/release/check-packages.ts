import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package that the program needs and that is not there as the lock file has it. */
export interface PackageFault {
  readonly name: string;
  readonly wanted: string;
  /** The version that is there; null for none. */
  readonly found: string | null;
}

/** The machine that packages are for, in npm's words. */
export interface Platform {
  readonly os: string;
  readonly cpu: string;
  /** Null where the system has no such choice. */
  readonly libc: 'glibc' | 'musl' | null;
}

/**
 * Compares what is in `node_modules` of the program's folder with what `npm ci --omit=dev` installs there by
 * `package-lock.json`. Returns what is missing or of another version, in the lock file's order; reads a few hundred small
 * files. It needs no package itself. @throws the file system's error where there is no lock file.
 */
export function checkPackages(root: string, platform = thisPlatform()): readonly PackageFault[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as LockFile;
  return Object.entries(packages)
    .filter(([path, entry]) => path !== '' && isNeeded(entry, platform))
    .map(([path, { version }]) => ({
      name: path.replace(/^.*node_modules\//, ''),
      wanted: version,
      found: installedVersion(join(root, path)),
    }))
    .filter(({ wanted, found }) => wanted !== found);
}

/** Of the lock file, what decides whether a package is installed (docs.npmjs.com, package-lock.json). */
interface LockEntry {
  readonly version: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

interface LockFile {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

/** An optional package is needed where it is the one that was made for this machine, such as the native part of sharp. */
function isNeeded({ dev, devOptional, optional, os, cpu, libc }: LockEntry, platform: Platform): boolean {
  if (dev === true || devOptional === true) return false;
  if (optional !== true) return true;
  if (os === undefined || cpu === undefined) return false;
  const isForLibc = libc === undefined || platform.libc === null || libc.includes(platform.libc);
  return os.includes(platform.os) && cpu.includes(platform.cpu) && isForLibc;
}

function thisPlatform(): Platform {
  const { platform: os, arch: cpu } = process;
  if (os !== 'linux') return { os, cpu, libc: null };
  const { header } = process.report.getReport() as { readonly header: { glibcVersionRuntime?: string } };
  return { os, cpu, libc: header.glibcVersionRuntime === undefined ? 'musl' : 'glibc' };
}

function installedVersion(folder: string): string | null {
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      version?: string;
    };
    return version ?? null;
  } catch {
    // Not there, or half a file.
    return null;
  }
}
