import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

/** A newsroom whose home front has a block of each layout, and whose section World has a front of its own. */
export interface FrontSite {
  readonly contentDir: string;
  /** The path of a story with key points, a correction, a portrait’s author, and pictures of three shapes. */
  readonly richStory: string;
  /** Headlines of the home front in the order in which front.yaml has them, from the lead to the last second. */
  readonly topHeadlines: readonly string[];
  /** What stands above its blocks, in order. */
  readonly blockHeadings: readonly string[];
  readonly remove: () => void;
}

const SECTIONS = ['World', 'Lakes', 'Economy', 'Culture', 'Sport', 'Society'];

const SITE = `name: The Lake Courier
description: News from the lake.
language: en
locale: en-GB
timeZone: Asia/Yerevan
place: Sevan
sections: [${SECTIONS.join(', ')}]
`;

const FRONT = `banner: {text: The pass is closed until morning, link: articles/world-1.md}
lead: {article: articles/ferry.md, with: [articles/world-1.md, articles/lakes-1.md]}
seconds: [articles/world-2.md, articles/lakes-2.md, articles/economy-1.md]
latest: 3
blocks:
  - {type: opinion, layout: opinion, title: Opinion}
  - {section: World, layout: columns}
  - {section: Lakes, layout: columns}
  - {section: Economy, layout: columns}
  - {section: Culture, layout: wide}
  - {section: Sport, layout: band, show: 4}
  - {section: Society, layout: list, show: 4, title: More of us}
`;

const WORLD = `lead: articles/world-3.md
seconds: [articles/world-4.md, articles/world-5.md]
blocks:
  - {section: World, layout: columns, show: 3}
`;

const RICH = `---
title: The ferry that was given up returns to the lake
description: After nine years ashore the boat sails at noon, and eleven villages without a winter road have waited for it.
date: 2016-07-20 09:00
updated: 2016-07-20 09:30
section: Economy
topics: [Ferries]
authors: [Harbour desk]
points: [First sailing today at noon., A ticket costs 900., The winter road will not be built.]
corrections: [{date: 2016-07-20 09:40, text: An earlier version gave another fare.}]
image: {src: /media/wide.jpg, alt: A boat, caption: The ferry at its berth., credit: The Lake Courier}
---

The boat lay in the yard for nine years.

![A mast](/media/tall.jpg "It is tall.")

Then it was painted.

> It floats.

![A hull](/media/square.jpg "The hull.")

The harbour waited.
`;

/** Writes it in a temporary folder; its clock is that of a test site, noon of 20 July 2016. Remove it. */
export async function writeFrontSite(): Promise<FrontSite> {
  const contentDir = mkdtempSync(join(tmpdir(), 'dateline-fronts-'));
  const write = (name: string, text: string | Buffer): void => {
    const file = join(contentDir, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  for (const [name, width, height] of [
    ['wide', 1800, 1200],
    ['tall', 900, 1500],
    ['square', 1000, 1000],
  ] as const)
    write(`media/${name}.jpg`, await paint(width, height));
  write('site.yaml', SITE);
  write('front.yaml', FRONT);
  write('fronts/world.yaml', WORLD);
  write('articles/ferry.md', RICH);
  const portrait = '{src: /media/square.jpg, alt: A portrait}';
  for (const name of ['Harbour desk', 'Water desk', 'Village desk'])
    write(
      `authors/${name.toLowerCase().replace(' ', '-')}.md`,
      `---\nname: ${name}\npicture: ${portrait}\n---\n`,
    );
  SECTIONS.forEach((section, place) => {
    for (let nth = 1; nth <= 8; nth += 1) write(...story(section, nth, place));
  });
  for (const [nth, author] of ['Harbour desk', 'Water desk', 'Village desk'].entries())
    write(
      `articles/opinion-${nth}.md`,
      `---\ntitle: ${author} says why a promise rusts in nine years\ndate: 2016-07-18 1${nth}:00\nsection: Society\nauthors: [${author}]\ntype: opinion\n---\nIt does.\n`,
    );
  return {
    contentDir,
    richStory: '/2016/07/20/ferry',
    topHeadlines: [
      'The ferry that was given up returns to the lake',
      ...['World 1', 'Lakes 1', 'World 2', 'Lakes 2', 'Economy 1'].map(headline),
    ],
    blockHeadings: ['Opinion', 'World', 'Lakes', 'Economy', 'Culture', 'Sport', 'More of us'],
    remove: () => rmSync(contentDir, { recursive: true }),
  };
}

/** With grain: what is of one colour is not taken for contentful by browsers. */
const paint = (width: number, height: number): Promise<Buffer> =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#3b5f86',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .jpeg()
    .toBuffer();

const headline = (name: string): string => `${name}: a school reopens with four pupils and a stove`;

const story = (section: string, nth: number, place: number): [string, string] => [
  `articles/${section.toLowerCase()}-${nth}.md`,
  `---
title: "${headline(`${section} ${nth}`)}"
description: What was said of it in the village, by those who were there and by those who were not.
date: 2016-07-${20 - nth} 0${place}:30
section: ${section}
image: {src: /media/${['wide', 'tall', 'square'][nth % 3]}.jpg, alt: A view, caption: Seen from the shore., credit: Water desk}
---

It was cold.
`,
];
