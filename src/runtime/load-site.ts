import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CatalogContent } from '../catalog/fill-catalog.ts';
import { readSite } from '../config/read-site.ts';
import type { Site } from '../config/site.ts';
import { loadContent } from '../content/load-content.ts';
import { readPartners } from '../partners/read-partners.ts';
import type { Problem } from '../problems/problem.ts';

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
 * Reads a whole content folder. Files with errors are left out and told in `problems`.
 * @throws SiteError when there is no usable site.yaml, without which no page has a name or a clock.
 */
export async function loadSite(contentDir: string): Promise<LoadedSite> {
  const siteText = await readOptional(join(contentDir, 'site.yaml'));
  if (siteText === null) {
    throw new SiteError(
      `${join(contentDir, 'site.yaml')}: no such file. Set CONTENT_DIR to the newsroom's folder, or write the file as the README shows.`,
      contentDir,
      [],
    );
  }
  const { site, problems: siteProblems } = readSite(siteText);
  if (site === null) {
    throw new SiteError(
      `${join(contentDir, 'site.yaml')} cannot be used; mend it as follows.`,
      contentDir,
      siteProblems,
    );
  }
  const { problems: contentProblems, ...content } = await loadContent(contentDir, site);
  const partnersText = await readOptional(join(contentDir, 'partners.yaml'));
  const partners = readPartners(partnersText ?? '');
  return {
    site,
    content: { ...content, partners: partners.outlets },
    problems: [...siteProblems, ...contentProblems, ...partners.problems],
  };
}

async function readOptional(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
