import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp, { type Create } from 'sharp';

/** Two frames of 400 × 300 px, each of one colour. */
async function animatedGif(): Promise<Buffer> {
  const frame = (background: string) => paint({ width: 400, height: 300, background }).png().toBuffer();
  const frames = [await frame('#204060'), await frame('#602040')];
  return sharp(frames, { join: { animated: true } })
    .gif({ delay: [500, 500], loop: 0 })
    .toBuffer();
}

const paint = ({ width, height, background }: Omit<Create, 'channels'>) =>
  sharp({ create: { width, height, channels: 3, background } });

/** A sky over a sea with a sun, so that crops and orientation can be seen. */
const scene = (width: number, height: number) => {
  const sun = Math.round(Math.min(width, height) / 8);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <linearGradient id="g" x2="0" y2="1"><stop stop-color="#3b5f86"/><stop offset="1" stop-color="#c9a27a"/></linearGradient>
    <rect width="100%" height="100%" fill="url(#g)"/><rect y="62%" width="100%" height="38%" fill="#24384a"/>
    <circle cx="70%" cy="30%" r="${sun}" fill="#f4d58d"/></svg>`;
  return sharp(Buffer.from(svg));
};

const logo = () =>
  sharp(
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="500"><circle cx="400" cy="250" r="200" fill="#9a1b1e"/></svg>',
    ),
  )
    .png()
    .toBuffer();

const article = (title: string, date: string, image: string | null, body: string): string =>
  [
    '---',
    `title: ${JSON.stringify(title)}`,
    `date: ${date}`,
    `description: What ${title} is about, in one line.`,
    'section: world',
    ...(image === null ? [] : [image]),
    '---',
    '',
    body,
    '',
  ].join('\n');

const lead = (src: string, focus = ''): string =>
  `image:\n  src: ${src}\n  alt: A view of ${src}\n  caption: Seen from the shore.\n  credit: Example Desk${focus}`;

const SITE = `name: The Sample Courier
description: News for tests.
language: en
locale: en-GB
timeZone: Asia/Yerevan
place: Yerevan
sections: [World, Economy]
`;

/**
 * Makes a content folder with pictures of every kind: landscape 2400 × 1600 (also beside an article), portrait
 * 1200 × 1800, tiny 120 × 90, one that shows through, an animated one, a broken one. Remove it.
 */
export async function makePictureSite(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-pictures-'));
  const landscape = await scene(2400, 1600).jpeg().toBuffer();
  const files: Record<string, string | Buffer> = {
    'site.yaml': SITE,
    'media/landscape.jpg': landscape,
    'media/portrait.jpg': await scene(1200, 1800).jpeg().toBuffer(),
    'media/tiny.png': await scene(120, 90).png().toBuffer(),
    'media/logo.png': await logo(),
    'media/moving.gif': await animatedGif(),
    'media/broken.jpg': landscape.subarray(0, 3000),
    'articles/2016/07/Beside One.jpg': await scene(1000, 700).jpeg().toBuffer(),
    'articles/2016/07/landscape.md': article(
      'Landscape',
      '2016-07-19 12:00',
      lead('/media/landscape.jpg', '\n  focus: 70% 30%'),
      `The sea was calm.\n\n![A tall one](/media/portrait.jpg "It is tall.")\n\nThen came night.\n\n![A sign](/media/logo.png)\n\n![It moves](/media/moving.gif "It moves & moves.")\n\n![Small](/media/tiny.png)\n\n![Broken](/media/broken.jpg)`,
    ),
    'articles/2016/07/portrait.md': article(
      'Portrait',
      '2016-07-19 11:00',
      lead('/media/portrait.jpg'),
      'One.',
    ),
    'articles/2016/07/beside.md': article('Beside', '2016-07-19 10:00', lead('Beside%20One.jpg'), 'Two.'),
    'articles/2016/07/tiny.md': article('Tiny', '2016-07-19 09:00', lead('/media/tiny.png'), 'Three.'),
    'articles/2016/07/logo.md': article('Logo', '2016-07-19 08:00', lead('/media/logo.png'), 'Four.'),
    'articles/2016/07/moving.md': article('Moving', '2016-07-19 07:00', lead('/media/moving.gif'), 'Five.'),
    'articles/2016/07/broken.md': article('Broken', '2016-07-19 06:00', lead('/media/broken.jpg'), 'Six.'),
    'articles/2016/07/plain.md': article(
      'Plain',
      '2016-07-19 05:00',
      null,
      '![It opens](/media/landscape.jpg)\n\nSeven.',
    ),
    'articles/2016/07/hostile.md': article('</script>"><b>&', '2016-07-19 04:00', null, 'Eight.'),
    'articles/2016/07/foreign.md': article('新聞', '2016-07-19 03:00', null, 'Nine.'),
  };
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}
