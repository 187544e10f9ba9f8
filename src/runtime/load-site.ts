import { join } from 'node:path';
import type { CatalogContent } from '../catalog/fill-catalog.ts';
import { readSite } from '../config/read-site.ts';
import type { Site } from '../config/site.ts';
import { loadContent } from '../content/load-content.ts';
import { readOptionalFile } from '../content/source/read-optional-file.ts';
import type { PartnerOutlet } from '../domain/sidebar.ts';
import { readPartners } from '../partners/read-partners.ts';
import type { Problem } from '../problems/problem.ts';

const SITE = 'site.yaml';
const PARTNERS = 'partners.yaml';

/** A content folder, read: what it publishes, and what is wrong with it. */
export interface LoadedSite {
  readonly site: Site;
  readonly content: CatalogContent;
  readonly problems: readonly Problem[];
}

/** Thrown when a folder cannot be served at all; the problems say why, and where. */
export class SiteError extends Error {
  override readonly name = 'SiteError';
  readonly code = 'site-unusable';
  readonly contentDir: string;
  readonly problems: readonly Problem[];

  constructor(message: string, contentDir: string, problems: readonly Problem[]) {
    super(message);
    this.contentDir = contentDir;
    this.problems = problems;
  }
}

/**
 * Reads a whole content folder. Files with errors are left out and told in `problems`; a folder without
 * partners.yaml has no outlets.
 * @throws SiteError when there is no usable site.yaml, without which no page has a name or a clock.
 */
export async function loadSite(contentDir: string): Promise<LoadedSite> {
  const { site, problems: siteProblems } = await loadSettings(contentDir);
  const { problems: contentProblems, ...content } = await loadContent(contentDir, site);
  const { outlets, problems: partnerProblems } = await loadPartners(contentDir);
  return {
    site,
    content: { ...content, partners: outlets },
    problems: [...siteProblems, ...contentProblems, ...partnerProblems],
  };
}

async function loadSettings(contentDir: string): Promise<{ site: Site; problems: Problem[] }> {
  const path = join(contentDir, SITE);
  const read = await readOptionalFile(contentDir, SITE);
  if (read === null) {
    throw new SiteError(
      `${path}: no such file. Set CONTENT_DIR to the newsroom's folder, or write the file as the README shows.`,
      contentDir,
      [],
    );
  }
  const settings = read.source === null ? { site: null, problems: [] } : readSite(read.source.text, SITE);
  const problems = [...read.problems, ...settings.problems];
  if (settings.site === null) {
    throw new SiteError(`${path} cannot be used; mend it as follows.`, contentDir, problems);
  }
  return { site: settings.site, problems };
}

async function loadPartners(contentDir: string): Promise<{ outlets: PartnerOutlet[]; problems: Problem[] }> {
  const read = await readOptionalFile(contentDir, PARTNERS);
  if (read === null) return { outlets: [], problems: [] };
  const { outlets, problems } =
    read.source === null ? { outlets: [], problems: [] } : readPartners(read.source.text, PARTNERS);
  return { outlets, problems: [...read.problems, ...problems] };
}
