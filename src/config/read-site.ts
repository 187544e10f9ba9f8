import { checkAi } from '../problems/reading/ai-field.ts';
import { isSourceMap, type LocatedData } from '../problems/reading/located-data.ts';
import type { Problem } from '../problems/problem.ts';
import { createProblemLog, type ProblemLog } from '../problems/problem-log.ts';
import { narrow } from '../problems/reading/read-entries.ts';
import { readFields } from '../problems/reading/read-fields.ts';
import { readYamlFile } from '../problems/reading/read-yaml-file.ts';
import { reportUnknownKeys } from '../problems/reading/report-unknown-keys.ts';
import { PUBLISHER_WORD_KEYS, readEditions, WORD_KEYS } from './read-editions.ts';
import { readSections } from './read-sections.ts';
import type { Publisher, Site, TrustFacts } from './site.ts';
import { readLanguages } from './site-languages.ts';
import { createPicturesSchema, createPublisherSchema, createSiteSchema } from './site-schema.ts';
import { createTrustSchema } from './trust-fields.ts';
import { inLanguage } from './words-by-language.ts';

/**
 * Reads `content/site.yaml`. The site is null where any problem is an error; all problems are told.
 * @throws MachineBusyError where the machine had no time for it.
 */
export function readSite(text: string, file = 'site.yaml'): { site: Site | null; problems: Problem[] } {
  const log = createProblemLog(file);
  const located = readYamlFile(text, log, new Set(['name', 'alternateName', 'description', 'place']));
  const { data } = located;
  if (!isSourceMap(data)) {
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
  const languages = readLanguages(located, log);
  const [own = ''] = languages;
  const asked = { language: own, isOwn: true };
  const ownWords = inLanguage(located, WORD_KEYS, asked);
  const fields = readFields(schema, own === '' ? ownWords : withLanguage(ownWords, own), log);
  reportUnknownKeys(located, data, Object.keys(schema.shape), log);
  const sections = readSections(narrow(located, ['sections']), languages, file, log);
  const ownPublisher = inLanguage(narrow(located, ['publisher']), PUBLISHER_WORD_KEYS, asked);
  const publisher = readPublisher(ownPublisher, fields.name ?? '', log);
  const trust = readTrust(narrow(located, ['trust']), log);
  const pictureHosts = readPictureHosts(narrow(located, ['pictures']), log);
  checkAi(located, log);
  const { name, language, timeZone } = fields;
  if (log.hasErrors || name === undefined || language === undefined || timeZone === undefined) {
    return { site: null, problems: log.list() };
  }
  const place = fields.place ?? cityOf(timeZone);
  const description = fields.description ?? null;
  const editions = readEditions(
    located,
    { languages, sections, site: { name, description, place, publisher } },
    log,
  );
  const site: Site = {
    name,
    description,
    language,
    locale: fields.locale ?? language,
    timeZone,
    place,
    sections: sections[0] ?? [],
    publisher,
    offline: fields.offline ?? true,
    ...(fields.history === true ? { history: true } : {}),
    ...(fields.askProviders === false ? { asksProviders: false } : {}),
    ...(fields.share === undefined ? {} : { share: fields.share }),
    ...(fields.oldAddresses === undefined ? {} : { oldAddresses: fields.oldAddresses }),
    ...(fields.formerHosts === undefined ? {} : { formerHosts: fields.formerHosts }),
    ...(fields.ai === undefined || Object.keys(fields.ai).length === 0 ? {} : { ai: fields.ai }),
    ...(fields.alternateName === undefined ? {} : { alternateNames: fields.alternateName }),
    ...(fields.preferredSource === true ? { asksPreference: true } : {}),
    ...(trust === null ? {} : { trust }),
    ...(pictureHosts.length === 0 ? {} : { pictureHosts }),
    ...(editions.length === 0 ? {} : { editions }),
  };
  return { site, problems: log.list() };
}

/** The same where `languages` alone names the site's own. */
function withLanguage(located: LocatedData, own: string): LocatedData {
  if (!isSourceMap(located.data) || located.data['language'] !== undefined) return located;
  return { ...located, data: { ...located.data, language: own } };
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
