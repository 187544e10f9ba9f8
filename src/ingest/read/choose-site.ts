import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { catalogSettings, siteReader } from '../../catalog/sqlite/settings.ts';
import type { SourceState } from '../../catalog/store/source-store.ts';
import type { Site } from '../../config/site.ts';
import { SITE_FILE } from './folders.ts';
import { readSiteFile } from './read-folder-lists.ts';
import { SiteError } from './site-error.ts';
import { contentFolder, type TextFolder, type TextRead } from './text-folder.ts';

/** Where the site is known from before its file broke. */
export interface SiteBefore {
  /** Null where there is none that may be used. */
  readonly catalog: DatabaseSync | null;
  /** The last good versions of files; null where none are kept. */
  readonly lastGood: TextFolder | null;
}

/** The site, how its file was found, and the file where it can be used. */
export interface ChosenSite {
  readonly site: Site;
  readonly states: readonly SourceState[];
  readonly good: readonly TextRead[];
}

/**
 * The site as its file states it; where that cannot be used, as the catalog has it from before, or else as its last
 * good version states it.
 * @throws SiteError where there is none.
 */
export function chooseSite(contentDir: string, { catalog, lastGood }: SiteBefore): ChosenSite {
  const { site, isMissing, problems, sources, good, unjudged } = readSiteFile(contentFolder(contentDir));
  if (site !== null) return { site, states: sources, good };
  const stored = isMissing ? null : siteBefore(catalog, lastGood);
  if (stored !== null) return { site: stored, states: sources, good };
  const path = join(contentDir, SITE_FILE);
  if (unjudged.length > 0) {
    const message = `${path}: the machine was too busy to read it. Start again when other programs leave it more time.`;
    throw new SiteError(message, contentDir, [], 'machine-busy');
  }
  throw new SiteError(
    isMissing
      ? `${path}: no such file. Set CONTENT_DIR to the newsroom's folder, or write the file as the README shows.`
      : `${path} cannot be used; mend it as follows.`,
    contentDir,
    isMissing ? [] : problems,
  );
}

function siteBefore(catalog: DatabaseSync | null, lastGood: TextFolder | null): Site | null {
  const stored = catalog === null ? null : siteReader(catalogSettings(catalog))();
  return stored ?? (lastGood === null ? null : readSiteFile(lastGood).site);
}
