import { toSlug } from '../domain/slug.ts';
import { checkAi } from '../problems/reading/ai-field.ts';
import { isSourceMap, type LocatedData } from '../problems/reading/located-data.ts';
import type { Problem } from '../problems/problem.ts';
import { createProblemLog, type ProblemLog } from '../problems/problem-log.ts';
import { quoteText } from '../problems/quote-text.ts';
import { narrow, readEntries } from '../problems/reading/read-entries.ts';
import { readFields } from '../problems/reading/read-fields.ts';
import { readYamlFile } from '../problems/reading/read-yaml-file.ts';
import { reportUnknownKeys } from '../problems/reading/report-unknown-keys.ts';
import type { Publisher, Site, SiteSection, TrustFacts } from './site.ts';
import {
  createPicturesSchema,
  createPublisherSchema,
  createSectionSchema,
  createSiteSchema,
} from './site-schema.ts';
import { createTrustSchema } from './trust-fields.ts';

/**
 * Reads `content/site.yaml`. The site is null where any problem is an error; all problems are told.
 * @throws MachineBusyError where the machine had no time for it.
 */
export function readSite(text: string, file = 'site.yaml'): { site: Site | null; problems: Problem[] } {
  const log = createProblemLog(file);
  const located = readYamlFile(text, log, new Set(['name', 'alternateName', 'description', 'place']));
  if (!isSourceMap(located.data)) {
    if (!log.hasErrors) {
      log.error(
        {
          code: 'value-form',
          message: 'The file is not a map of keys and values.',
          hint: 'Begin with the lines "name: …", "language: …" and "timeZone: …".',
        },
        located.at([]).value,
      );
    }
    return { site: null, problems: log.list() };
  }
  const schema = createSiteSchema();
  const fields = readFields(schema, located, log);
  reportUnknownKeys(located, located.data, Object.keys(schema.shape), log);
  const sections = readSections(narrow(located, ['sections']), file, log);
  const publisher = readPublisher(narrow(located, ['publisher']), fields.name ?? '', log);
  const trust = readTrust(narrow(located, ['trust']), log);
  const pictureHosts = readPictureHosts(narrow(located, ['pictures']), log);
  checkAi(located, log);
  const { name, language, timeZone } = fields;
  if (log.hasErrors || name === undefined || language === undefined || timeZone === undefined) {
    return { site: null, problems: log.list() };
  }
  const site: Site = {
    name,
    description: fields.description ?? null,
    language,
    locale: fields.locale ?? language,
    timeZone,
    place: fields.place ?? cityOf(timeZone),
    sections,
    publisher,
    offline: fields.offline ?? true,
    ...(fields.askProviders === false ? { asksProviders: false } : {}),
    ...(fields.share === undefined ? {} : { share: fields.share }),
    ...(fields.oldAddresses === undefined ? {} : { oldAddresses: fields.oldAddresses }),
    ...(fields.formerHosts === undefined ? {} : { formerHosts: fields.formerHosts }),
    ...(fields.ai === undefined || Object.keys(fields.ai).length === 0 ? {} : { ai: fields.ai }),
    ...(fields.alternateName === undefined ? {} : { alternateNames: fields.alternateName }),
    ...(fields.preferredSource === true ? { asksPreference: true } : {}),
    ...(trust === null ? {} : { trust }),
    ...(pictureHosts.length === 0 ? {} : { pictureHosts }),
  };
  return { site, problems: log.list() };
}

function readSections(located: LocatedData, file: string, log: ProblemLog): SiteSection[] {
  if (!Array.isArray(located.data)) return [];
  const asMap = (entry: unknown) =>
    (typeof entry === 'string' ? { name: entry } : (entry as object)) as never;
  const sections = new Map<string, SiteSection>();
  for (const entry of readEntries(located.data, located, createSectionSchema(), file, log, asMap)) {
    const { name = '', description } = entry.fields;
    const slug = entry.fields.slug ?? toSlug(name);
    if (slug === '' || sections.has(slug)) {
      log.error(
        {
          code: slug === '' ? 'slug-invalid' : 'section-duplicate',
          message:
            slug === ''
              ? `The section ${quoteText(name)} has no letters or digits for its URL.`
              : `The section ${quoteText(name)} has the same URL as ${quoteText(sections.get(slug)?.name ?? '')}.`,
          hint: 'Give it a "slug: …" of its own.',
        },
        entry.located.at([]).value,
      );
    } else {
      sections.set(slug, { name, slug, description: description ?? null });
    }
  }
  return [...sections.values()];
}

function readPictureHosts(located: LocatedData, log: ProblemLog): readonly string[] {
  const schema = createPicturesSchema();
  const { hosts = [] } = readFields(schema, located, log);
  reportUnknownKeys(located, located.data, Object.keys(schema.shape), log);
  return [...new Set(hosts)];
}

/** Null where nothing is told. */
function readTrust(located: LocatedData, log: ProblemLog): TrustFacts | null {
  const schema = createTrustSchema();
  const fields = readFields(schema, located, log);
  reportUnknownKeys(located, located.data, Object.keys(schema.shape), log);
  return Object.keys(fields).length === 0 ? null : (fields as TrustFacts);
}

function readPublisher(located: LocatedData, siteName: string, log: ProblemLog): Publisher {
  const schema = createPublisherSchema();
  const fields = readFields(schema, located, log);
  reportUnknownKeys(located, located.data, Object.keys(schema.shape), log);
  return {
    name: fields.name ?? siteName,
    url: fields.url ?? null,
    email: fields.email ?? null,
    sameAs: fields.sameAs ?? [],
    publishingPrinciples: fields.publishingPrinciples ?? null,
    correctionsPolicy: fields.correctionsPolicy ?? null,
    ethicsPolicy: fields.ethicsPolicy ?? null,
    ownershipFundingInfo: fields.ownershipFundingInfo ?? null,
    masthead: fields.masthead ?? null,
  };
}

/** `America/Argentina/Buenos_Aires` → `Buenos Aires`. */
const cityOf = (timeZone: string): string => (timeZone.split('/').at(-1) ?? '').replaceAll('_', ' ');
