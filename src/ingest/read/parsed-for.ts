import type { Site } from '../../config/site.ts';

/**
 * What of site.yaml decides how articles are read, as a text to be compared. When it changes, every
 * article is read again.
 */
export function parsedFor(site: Site): string {
  const {
    timeZone,
    language,
    sections,
    publisher,
    oldAddresses = [],
    formerHosts = [],
    pictureHosts = [],
    editions = [],
  } = site;
  const addresses = [oldAddresses, formerHosts, publisher.url];
  const pictures = pictureHosts.length === 0 && editions.length === 0 ? [] : [pictureHosts];
  const languages = editions.map((one) => [one.language, one.sections.map(({ name }) => name)]);
  return JSON.stringify([
    timeZone,
    language,
    sections.map(({ name, slug }) => [name, slug]),
    addresses,
    ...pictures,
    ...(languages.length === 0 ? [] : [languages]),
  ]);
}
