import { readSite } from '../../config/read-site.ts';
import type { Site } from '../../config/site.ts';
import { parseArticle } from '../../content/articles/parse-article.ts';
import { parseStandingPage } from '../../content/standing-pages/parse-standing-page.ts';
import type { Problem } from '../../problems/problem.ts';
import { UsageError } from '../command-line.ts';
import { isEnglish, SAMPLE_FACTS, SAMPLE_SECTIONS, sampleTexts } from './sample/sample-texts.ts';
import { writeFields, writeMinute, writeText } from './write-fields.ts';

/** What is said of a new newsroom. */
export interface NewsroomWish extends Pick<Site, 'name' | 'language' | 'timeZone'> {
  /** Its public origin; null where it has none yet. */
  readonly origin: string | null;
  /** Whether it begins with a full house of invented stories. */
  readonly isSample?: boolean;
}

/**
 * Writes the texts of a new newsroom, by their paths below its folder: the site, and a first article and a page about it, or a
 * full house. `now` is in milliseconds since 1970.
 * @throws UsageError for a wish that the site’s own parsers refuse, with the cure.
 */
export function beginNewsroom(wish: NewsroomWish, now: number): ReadonlyMap<string, string> {
  const siteText = writeSite(wish);
  const { site, problems } = readSite(siteText);
  if (site === null || problems.length > 0) throw refusal(problems);
  const texts = wish.isSample === true ? sampleTexts(site, now) : firstTexts(site, now);
  const found = [...texts].flatMap(([file, text]) => problemsOf(file, text, site, now));
  if (found.length > 0) throw refusal(found);
  return new Map([['site.yaml', siteText], ...texts]);
}

/** A first article, and a page about the site. */
function firstTexts(site: Site, now: number): ReadonlyMap<string, string> {
  const minute = writeMinute(now, site.timeZone);
  return new Map([
    [`articles/${minute.slice(0, 4)}/${minute.slice(5, 7)}/welcome.md`, writeArticle(site, minute)],
    ['pages/about.md', writeAbout(site)],
  ]);
}

function problemsOf(file: string, text: string, site: Site, now: number): readonly Problem[] {
  if (file.startsWith('articles/')) return parseArticle({ file, text }, site).problems;
  return file.startsWith('pages/') ? parseStandingPage({ file, text }, site, now).problems : [];
}

function refusal([problem]: readonly Problem[]): UsageError {
  return new UsageError(
    problem === undefined ? 'These facts make no site.' : `${problem.message} ${problem.hint}`,
  );
}

function writeSite({ name, language, timeZone, origin, isSample }: NewsroomWish): string {
  const sections = `sections: [${SAMPLE_SECTIONS.join(', ')}]`;
  const facts = writePublisher(name, origin, isSample === true);
  const more = isSample === true ? SAMPLE_FACTS : {};
  // The texts are British, and so are their days and hours.
  const locale = isSample === true && language.trim().toLowerCase() === 'en' ? { locale: 'en-GB' } : {};
  return `# The newsroom's own facts. A change here changes every page.
${writeFields({ name, ...more, language, ...locale, timeZone })}
# The row under the masthead, in this order. An article names its section by name or slug.
${isSample === true ? sections : '# sections: [World, Economy, Culture]'}
${facts === '' ? '' : `\n# What search engines are told about the organisation.\n${facts}`}`;
}

function writePublisher(name: string, origin: string | null, isSample: boolean): string {
  if (origin === null && !isSample) return '';
  const url = origin === null ? '' : `  url: ${origin}/\n`;
  const pages = isSample ? '  publishingPrinciples: /about\n  correctionsPolicy: /corrections-policy\n' : '';
  return `publisher:\n  name: ${writeText(name)}\n${url}${pages}`;
}

/** The texts are English; where the site is not, they say so. */
const languageLine = (site: Site): Record<string, string> => (isEnglish(site) ? {} : { language: 'en' });

function writeArticle(site: Site, date: string): string {
  const head = writeFields({
    title: `Welcome to ${site.name}`,
    date,
    description: 'The first story of this site, to be changed or deleted.',
    ...languageLine(site),
  });
  return `---
${head}---

This story is a file, and so is every other. Change it and save: readers have it at once. Delete it, and its address
says that it is gone.

Put Markdown files anywhere below \`articles\`, pictures into \`media\`, and pages such as the one [about us](/about) into
\`pages\`. The name, the language and the sections of the site are in \`site.yaml\`; its icons are in \`icons\`.
`;
}

function writeAbout(site: Site): string {
  const head = writeFields({ title: `About ${site.name}`, ...languageLine(site) });
  return `---
${head}---

${site.name.replace(/[\\`*_[\]<>&#]/g, '\\$&')} is a news site. Say here who makes it, and how readers can reach you.
`;
}
