import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Settings } from '../../config/environment.ts';
import { makerDigest } from '../../release/maker-digest.ts';
import { programVersion } from '../../release/program-version.ts';

/** What of the settings is in pages or their headers, or names the folder of the newsroom’s own icons. */
export type PageMakerSettings = Pick<
  Settings,
  'contentDir' | 'origin' | 'hubs' | 'indexNowKey' | 'sharedCaching'
>;

const ROOT = new URL('../../../', import.meta.url);

/**
 * Names what makes pages of the catalog: the program, its libraries, views, styles, scripts and icons, and the settings that pages show.
 * Where it is another, a cache may hold pages that would not be made now. Reads some hundred small files: tens of milliseconds.
 */
export function pageMakers(settings: PageMakerSettings): string {
  const { contentDir, origin, hubs, indexNowKey, sharedCaching } = settings;
  const program = makerDigest({
    modules: [new URL('src/runtime/server/assemble-site.ts', ROOT)],
    files: ['views', 'public'].flatMap((folder) => filesBelow(fileURLToPath(new URL(folder, ROOT)))),
    node: ['node', 'unicode', 'icu', 'cldr'],
  });
  const icons = filesBelow(join(contentDir, 'icons')).map((file) => hash('sha256', readFileSync(file)));
  const made = [programVersion(), program, icons, origin, hubs, indexNowKey, sharedCaching];
  return hash('sha256', JSON.stringify(made), 'base64url').slice(0, 22);
}

/** All files below a folder, sorted; none where there is no such folder. */
function filesBelow(folder: string): URL[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((file) => pathToFileURL(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
