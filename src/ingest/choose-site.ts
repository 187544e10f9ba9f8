import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { catalogSettings, siteReader } from '../catalog/settings.ts';
import type { SourceState } from '../catalog/source-store.ts';
import type { Site } from '../config/site.ts';
import { SITE_FILE } from './folders.ts';
import { readSiteFile } from './read-folder-lists.ts';
import { SiteError } from './site-error.ts';

/**
 * The site as its file states it; where that cannot be used, as the catalog has it from before.
 * @throws SiteError where there is neither.
 */
export function chooseSite(
  contentDir: string,
  database: DatabaseSync | null,
): { readonly site: Site; readonly states: readonly SourceState[] } {
  const { site, isMissing, problems, sources, unjudged } = readSiteFile(contentDir);
  if (site !== null) return { site, states: sources };
  const stored = database === null ? null : siteReader(catalogSettings(database))();
  if (stored !== null && !isMissing) return { site: stored, states: sources };
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
