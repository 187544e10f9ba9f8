import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { SOUND_FILES } from '../media/files/files.ts';

const STORIES = fileURLToPath(new URL('../fixtures/rich/', import.meta.url));

/** A lake before hills, with a boat and a sun, in three colours. */
const lake = (sky: string, hill: string, water: string): Promise<Buffer> =>
  sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1066" viewBox="0 0 1600 1066">
    <linearGradient id="s" x2="0" y2="1"><stop stop-color="${sky}"/><stop offset="1" stop-color="#e3d9c8"/></linearGradient>
    <rect width="1600" height="1066" fill="url(#s)"/><circle cx="700" cy="290" r="62" fill="#ece3d3"/>
    <path d="M0 560L330 470 620 600 820 640 1180 480 1600 620V760H0z" fill="${hill}"/>
    <rect y="690" width="1600" height="376" fill="${water}"/><path d="M560 690h280l-42 52H604z" fill="#2b2724"/>
    <path d="M690 470v212h110z" fill="#ece3d3"/></svg>`),
  )
    .jpeg({ quality: 82 })
    .toBuffer();

const SITE = `name: The Sample Courier
description: News for tests.
language: en
locale: en-GB
timeZone: Asia/Yerevan
place: Yerevan
sections: [World, Economy]
`;

/** A title that has all that a rich story may have, in three languages, and a plain one. Remove the folder. */
export async function makeRichSite(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-rich-'));
  const stories = join(folder, 'articles', '2016');
  await mkdir(stories, { recursive: true });
  await cp(STORIES, stories, { recursive: true });
  const files: Readonly<Record<string, string | Buffer>> = {
    'evening.jpg': await lake('#7d98a6', '#6f7d5a', '#5d6a4d'),
    'dawn.jpg': await lake('#d08d68', '#8a5445', '#75463a'),
    'blue.jpg': await lake('#9db3c8', '#4a6282', '#33496b'),
    'crossing.jpg': await lake('#8fa6ba', '#3f587a', '#2c4060'),
    'crossing.mp4': SOUND_FILES['mp4'] ?? '',
    'crossing.vtt': SOUND_FILES['vtt'] ?? '',
    'crossing.hy.vtt': SOUND_FILES['vtt'] ?? '',
    'bell.mp3': SOUND_FILES['mp3'] ?? '',
    'plain.md':
      '---\ntitle: Nothing but words\ndate: 2016-07-18 10:00\nsection: world\n---\n\nOne.\n\nTwo.\n',
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(stories, name), content);
  await writeFile(join(folder, 'site.yaml'), SITE);
  return folder;
}
