import { appendFileSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** A release of the program in a folder of its own. */
export interface ProgramCopy {
  readonly version: string;
  readonly launcher: string;
}

/**
 * Copies this program as a release of this version; one that makes another catalog of the same files where
 * `isOtherCatalog`. It has this one's packages.
 */
export function copyProgram(folder: string, version: string, isOtherCatalog = false): ProgramCopy {
  const home = join(folder, version);
  mkdirSync(home, { recursive: true });
  for (const part of ['src', 'views', 'public'])
    cpSync(join(ROOT, part), join(home, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(home, 'node_modules'));
  const described = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  writeFileSync(join(home, 'package.json'), JSON.stringify({ ...described, version }));
  if (isOtherCatalog) {
    appendFileSync(
      join(home, 'src', 'catalog', 'store', 'schema.sql'),
      `\nCREATE TABLE release_of_test (version);\n`,
    );
  }
  return { version, launcher: join(home, 'src', 'launch.cjs') };
}
