import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fixtureSite } from '../support/open-test-site.ts';

/** A content folder with words and addresses that no narrow screen holds, in every place that shows text. */
export interface WideSite {
  readonly contentDir: string;
  readonly longText: string;
  /** A page of each kind, with the status that it has. */
  readonly paths: readonly (readonly [path: string, status: number])[];
  readonly remove: () => void;
}

/** Of several scripts, without a place to break. */
const WORDS = {
  en: 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenfeier',
  hy: 'Հակահեղափոխականացվածությունինքնակառավարվողականություններից',
  ar: 'فأسقيناكموهاوسيستدرجونهموليستخلفنهمفأسقيناكموهاوسيستدرجونهم',
} as const;

const ADDRESS = `https://www.example.org/${'a-very-long-path_without_any_break/'.repeat(4)}index.html?id=${'0'.repeat(60)}`;

/** Writes it in a temporary folder. `language` is the site's, and decides its direction. */
export function writeWideSite(language: keyof typeof WORDS): WideSite {
  const contentDir = mkdtempSync(join(tmpdir(), 'dateline-wide-'));
  const long = WORDS[language];
  const write = (name: string, text: string): void => {
    const file = join(contentDir, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  cpSync(join(fixtureSite('newsroom'), 'media'), join(contentDir, 'media'), { recursive: true });
  write(
    'site.yaml',
    `name: ${long}
description: "${long} ${ADDRESS}"
language: ${language}
timeZone: Europe/Berlin
place: ${long}
sections:
  - name: ${long}
    description: ${long}
  - name: News
publisher: {correctionsPolicy: /${'policy'.repeat(20)}, email: ${'m'.repeat(60)}@example.org}
`,
  );
  write('pages/about.md', `---\ntitle: ${long}\ndescription: ${long}\n---\n${long} <${ADDRESS}>\n`);
  write(`pages/${'policy'.repeat(20)}.md`, `---\ntitle: ${long}policy\n---\n${long}\n`);
  write(
    `authors/${'name'.repeat(20)}.md`,
    `---\nname: ${long}\nrole: ${long}\nemail: ${'m'.repeat(60)}@example.org\npicture: {src: /media/harbour.png, alt: x, credit: ${long}}\nlinks: ["${ADDRESS}"]\n---\n${long} ${ADDRESS}\n`,
  );
  write(
    'partners.yaml',
    `- name: ${long}\n  homePage: https://another.example/\n  items:\n    - title: ${long} ${ADDRESS}\n      url: https://another.example/story\n`,
  );
  write('top-stories.yaml', `- text: ${long}\n- text: ${ADDRESS}\n  url: ${ADDRESS}\n`);
  const story = (slug: string, part: number, title: string): void =>
    write(
      `articles/${slug}.md`,
      `---
title: ${title}
description: ${long} ${ADDRESS}
date: 2016-07-1${part} 09:30
updated: 2016-07-1${part} 18:05
section: ${long}
topics: [${long}, ${long}${long.slice(0, 20)}, "${'C'.repeat(80)}"]
authors: [${long}, "${ADDRESS.slice(0, 110)}"]
series: {name: ${long}, part: ${part}}
type: opinion
location: ${long}
source: {name: ${long}, url: "${ADDRESS}"}
image: {src: /media/harbour.png, alt: ${long}, caption: "${long} ${ADDRESS}", credit: "${long}"}
corrections:
  - {date: 2016-07-1${part}, text: "${long} ${ADDRESS}"}
  - {date: 2016-07-1${part}, text: ${long}}
---

${long} ${ADDRESS} and[^1] \`${long}\` *${long}* [${long}](${ADDRESS})

## ${long}

> ${long}

| ${long} | ${ADDRESS} |
| --- | --- |
| ${long} | ${long} |

\`\`\`
${long} ${ADDRESS}
\`\`\`

- ${long}
  1. ${ADDRESS}
     - ${long}

## ${ADDRESS}

![${long}](/media/harbour.png "${long} ${ADDRESS}")

## ${long} again

### ${long} and again

[^1]: ${long} ${ADDRESS}
`,
    );
  story('one', 1, long);
  story('two', 2, `${long} and`);
  story('three', 3, `${ADDRESS} and`);
  for (const [index, other] of Object.values(WORDS).entries())
    story(`four-${index}`, 4 + index, `${other} ${index}`);
  write('articles/gone.md', `---\ntitle: ${long}\ndate: 2016-07-01\nexpires: 2016-07-02\n---\n${long}\n`);
  const slug = encodeURIComponent(long.toLowerCase().normalize('NFC'));
  return {
    contentDir,
    longText: `${long} ${ADDRESS}`,
    paths: [
      ['/2016/07/11/one', 200],
      ['/2016/07/13/three', 200],
      ['/', 200],
      [`/sections/${slug}`, 200],
      [`/topics/${slug}`, 200],
      [`/authors/${slug}`, 200],
      [`/series/${slug}`, 200],
      ['/topics', 200],
      ['/authors', 200],
      ['/series', 200],
      ['/archive', 200],
      ['/2016', 200],
      ['/2016/07', 200],
      ['/2016/07/11', 200],
      ['/about', 200],
      ['/corrections', 200],
      ['/partners', 200],
      ['/offline', 200],
      ['/search', 200],
      [`/search?q=${slug}`, 200],
      [`/${'nothing'.repeat(30)}`, 404],
      ['/2016/07/01/gone', 410],
      ['/%E0%A4%A', 400],
    ],
    remove: () => rmSync(contentDir, { recursive: true }),
  };
}
