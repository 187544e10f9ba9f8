import type { Site } from '../../config/site.ts';
import type { PlacedLink } from '../../domain/marks/text-link.ts';
import type { AuthorProfile } from '../../domain/article.ts';
import { fediverseAmong } from '../../domain/machines/fediverse-address.ts';
import { withoutMarkdownExtension } from '../../domain/markdown/markdown-name.ts';
import { toSlug } from '../../domain/slug.ts';
import { isSourceMap } from '../../problems/reading/located-data.ts';
import { normaliseLines } from '../../problems/reading/normalise-lines.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog, type ProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { reportUnknownKeys } from '../../problems/reading/report-unknown-keys.ts';
import { AUTHOR_NESTED_KEYS, createAuthorSchema } from './author-schema.ts';
import { siteHosts } from '../../domain/hosts/site-hosts.ts';
import { isHeldUntimed } from '../document/hold-untimed.ts';
import { findPictureFaults } from '../markdown/inspect/find-address-faults.ts';
import type { WrittenIn } from '../markdown/inspect/body-finding.ts';
import { firstSentence } from '../document/make-excerpt.ts';
import { locatePicture } from '../document/locate-picture.ts';
import type { TextFile } from '../articles/parse-article.ts';
import { type Document, placeLinks, readBody, readDocument } from '../document/read-document.ts';

type AuthorFields = NonNullable<
  ReturnType<typeof readDocument<ReturnType<typeof createAuthorSchema>>>['document']
>['fields'];

export interface ParsedAuthor {
  /** Null where a problem is an error, and where the file is held back. */
  readonly author: AuthorProfile | null;
  /** Whether readers must not see it, nor its last good version. */
  readonly isHeld: boolean;
  /** Where its text links to within the site. */
  readonly links: readonly PlacedLink[];
  readonly problems: Problem[];
}

/**
 * Parses the file of an author, as parseArticle does an article. The name is required. `now` is milliseconds since
 * 1970.
 */
export function parseAuthor(
  { file, text }: TextFile,
  site: Pick<Site, 'formerHosts' | 'language' | 'publisher' | 'timeZone' | 'pictureHosts'>,
  now: number,
): ParsedAuthor {
  const log = createProblemLog(file);
  const { timeZone } = site;
  const { document, limits } = readDocument(normaliseLines(text, log), createAuthorSchema(), log, {
    timeZone,
  });
  const isHeld = isHeldUntimed(limits, now, log);
  const links: PlacedLink[] = [];
  if (document === null) return { author: null, isHeld, links, problems: log.list() };
  const { fields } = document;
  const name = fields.name ?? null;
  const source = {
    file,
    title: name,
    language: site.language,
    ...siteHosts(site),
  };
  const body = readBody(document, source, log);
  links.push(...placeLinks(document, body?.links ?? []));
  if (name === null && document.isReadable && !log.hasErrors) {
    log.error(
      {
        code: 'name-missing',
        message: 'The author has no name.',
        hint: 'Add a line "name: …" to the front matter between two lines of ---.',
      },
      document.located.at(['name']).key,
    );
  }
  const slug = fields.slug?.slug ?? toSlug(name ?? '');
  if (name !== null && slug === '') {
    log.error(
      {
        code: 'name-invalid',
        message: `name: ${quoteText(name)} cannot be a page of its own.`,
        hint: 'Write a name that has letters or digits, or add a line "slug: …".',
      },
      document.located.at(['name']).value,
    );
  }
  const picture = readPortrait(document, source, log);
  checkKeys(document, log);
  if (isHeld || log.hasErrors || body === null || name === null) {
    return { author: null, isHeld, links, problems: log.list() };
  }
  const fediverse = fields.fediverse ?? fediverseAmong(fields.links ?? []);
  const opening = firstSentence(body.readOpening(), site.language);
  const author: AuthorProfile = {
    file,
    slug,
    name,
    ids: [nameOfFile(file), fields.id ?? ''].map((id) => toSlug(id)).filter((id) => id !== '' && id !== slug),
    role: fields.role ?? null,
    picture,
    email: fields.email ?? null,
    links: fields.links ?? [],
    ...(fediverse === null ? {} : { fediverse }),
    bodyHtml: body.html,
    ...(opening === null ? {} : { opening }),
  };
  return { author, isHeld, links, problems: log.list() };
}

/** The name of an author's file, or of the folder where the file is but the text of it. */
function nameOfFile(file: string): string {
  const [folder = '', name = ''] = file.split('/').slice(-2);
  const stem = withoutMarkdownExtension(name);
  return /^_?index$/i.test(stem) && folder !== 'authors' ? folder : stem;
}

/** The portrait; null where there is none, or none that the site serves, which is told. */
function readPortrait(
  { fields, located }: Document<AuthorFields>,
  place: WrittenIn,
  log: ProblemLog,
): AuthorProfile['picture'] {
  const { picture } = fields;
  if (picture === undefined) return null;
  for (const { severity: _severity, ...fault } of findPictureFaults(picture.src, picture.alt ?? '', place)) {
    const isAboutAlt = fault.code === 'picture-alt-missing';
    const hint = isAboutAlt ? 'Add alt below src: say who the picture shows.' : fault.hint;
    const message = fault.message.replace(/; (?:a link|its text) stands .*$/, '; it was left out.');
    log.warn({ ...fault, message: `picture: ${message}`, hint }, located.at(['picture', 'src']).value);
  }
  const source = locatePicture(picture.src, place);
  const { alt = '', credit = null } = picture;
  return source && { ...source, alt, caption: null, credit, focus: null };
}

function checkKeys({ located }: Document<AuthorFields>, log: ProblemLog): void {
  if (!isSourceMap(located.data)) return;
  reportUnknownKeys(located, located.data['picture'], AUTHOR_NESTED_KEYS.picture, log, ['picture']);
  const links = located.data['links'];
  if (!Array.isArray(links)) return;
  links.forEach((link, index) => {
    reportUnknownKeys(located, link, AUTHOR_NESTED_KEYS.links, log, ['links', index]);
  });
}
