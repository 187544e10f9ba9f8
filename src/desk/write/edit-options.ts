import type { Site } from '../../config/site.ts';
import { createStandingPageSchema } from '../../content/articles/schema.ts';
import { createAuthorSchema } from '../../content/authors/author-schema.ts';
import type { HeaderOptions } from '../../content/edits/resolve-header.ts';
import { sectionNames } from '../../domain/edition.ts';
import type { TextKind } from './form-fields.ts';

const KNOWN: Readonly<Partial<Record<TextKind, readonly string[]>>> = {
  page: Object.keys(createStandingPageSchema().shape),
  author: Object.keys(createAuthorSchema().shape),
};

/** What front matters of a kind are read and changed by. */
export function editOptions(
  kind: TextKind,
  site: Pick<Site, 'timeZone' | 'sections' | 'editions'>,
): HeaderOptions {
  const known = KNOWN[kind];
  const { timeZone } = site;
  return { timeZone, sections: sectionNames(site), ...(known === undefined ? {} : { known }) };
}
