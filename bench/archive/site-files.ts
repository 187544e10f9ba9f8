import type { Archive } from './archive.ts';
import { TIME_ZONE } from './archive.ts';
import { OUTLETS, SECTIONS, slugOf } from './names.ts';

const PAGES = [
  {
    slug: 'about',
    title: 'About',
    text: 'This newsroom is invented. Its stories measure how fast a site is.',
  },
  { slug: 'contact', title: 'Contact', text: 'Write to desk@example.org.' },
  { slug: 'terms', title: 'Terms', text: 'Every text here may be used for any purpose.' },
] as const;

/** Everything of a content folder but its articles, as texts by path. */
export function siteFiles(archive: Archive): ReadonlyMap<string, string> {
  return new Map([
    ['site.yaml', siteYaml()],
    ['top-stories.yaml', topStoriesYaml(archive)],
    ['partners.yaml', partnersYaml()],
    ...PAGES.map(({ slug, title, text }, at): [string, string] => [
      `pages/${slug}.md`,
      `---\ntitle: ${title}\norder: ${at + 1}\n---\n\n${text}\n`,
    ]),
  ]);
}

function siteYaml(): string {
  return [
    'name: The Bench Courier',
    'description: Invented news for measurements.',
    'language: en',
    'locale: en-GB',
    `timeZone: ${TIME_ZONE}`,
    'place: Yerevan',
    'sections:',
    ...SECTIONS.map(({ name }) => `  - name: ${name}`),
    'publisher:',
    '  publishingPrinciples: /about',
    '',
  ].join('\n');
}

/** Pins stories of the last days: never the oldest ones, nor the newest, which tests change. */
function topStoriesYaml(archive: Archive): string {
  const pinned = [20, 25, 30].map((back) => archive.count - 1 - back).filter((index) => index >= 0);
  return [
    ...pinned.map((index) => `- article: ${archive.outlineAt(index).file}`),
    '- text: A story told in one line',
    '- text: A story elsewhere',
    '  url: https://example.org/story',
    '',
  ].join('\n');
}

function partnersYaml(): string {
  const outlets = OUTLETS.map((name) =>
    [
      `- name: ${name}`,
      `  homePage: https://${slugOf(name)}.example/`,
      '  items:',
      ...[1, 2, 3].map(
        (item) =>
          `    - title: Headline ${item} of ${name}\n      url: https://${slugOf(name)}.example/${item}`,
      ),
    ].join('\n'),
  );
  return `${outlets.join('\n')}\n`;
}
