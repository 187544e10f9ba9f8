import type { Site } from '../config/site.ts';
import { OPENSEARCH_PATH, SEARCH_PATH } from '../domain/urls.ts';
import type { Words } from '../words/words.ts';
import { element, textElement, xmlDocument } from './xml.ts';

/** What the description is made of. */
interface OpenSearchContext {
  readonly site: Site;
  readonly words: Words;
  /** Public origin without a trailing slash. */
  readonly origin: string;
  readonly at: (path: string) => string;
}

/** What the format allows, in characters (OpenSearch 1.1 draft 6, §4). */
const SHORT_NAME = 16;
const LONG_NAME = 48;

/**
 * Writes `/opensearch.xml` (OpenSearch 1.1): how a browser or program searches the site, as a page or as JSON. The
 * braces of its templates are the format's own. `origin` is the public one without a trailing slash.
 */
export function writeOpenSearch({ at, site, words, origin }: OpenSearchContext): string {
  const results = `${origin}${at(SEARCH_PATH)}?q={searchTerms}&page={startPage?}`;
  const section = site.sections[0];
  return xmlDocument(
    element('OpenSearchDescription', { xmlns: 'http://a9.com/-/spec/opensearch/1.1/' }, [
      textElement('ShortName', cutName(site.name, SHORT_NAME)),
      textElement('Description', words.say('opensearch-text', { site: site.name })),
      textElement('LongName', cutName(site.name, LONG_NAME)),
      element('Url', { type: 'text/html', template: results }),
      element('Url', { type: 'application/json', template: results }),
      element('Url', {
        type: 'application/opensearchdescription+xml',
        rel: 'self',
        template: origin + at(OPENSEARCH_PATH),
      }),
      textElement('Image', `${origin}/favicon.ico`, { width: 32, height: 32, type: 'image/x-icon' }),
      textElement('Image', `${origin}/apple-touch-icon.png`, { width: 180, height: 180, type: 'image/png' }),
      section === undefined
        ? ''
        : element('Query', { role: 'example', searchTerms: `section:${section.slug}` }),
      textElement('Language', site.language),
      textElement('InputEncoding', 'UTF-8'),
      textElement('OutputEncoding', 'UTF-8'),
    ]),
  );
}

/** A name of at most so many characters: cut after its last whole word that fits, or within its first. */
function cutName(name: string, length: number): string {
  const characters = [...name];
  if (characters.length <= length) return name;
  const start = characters.slice(0, length + 1).join('');
  const end = start.lastIndexOf(' ');
  return end > 0 ? start.slice(0, end) : characters.slice(0, length).join('');
}
