import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openNewsroom, PATIENCE, story } from './open-newsroom.ts';

const asked: string[] = [];

/** A library that never ends with a picture. */
vi.mock('../../src/media/pictures/probe-picture.ts', () => ({
  probePicture: (file: string) => {
    asked.push(file);
    return new Promise(() => {});
  },
}));

test('neither the start, nor a publish, nor the end waits for a picture', async () => {
  const room = openNewsroom({ 'articles/a.md': story('A', 'image: { src: /media/a.jpg, alt: A }') });
  try {
    mkdirSync(join(room.contentDir, 'media'));
    writeFileSync(join(room.contentDir, 'media/a.jpg'), 'x');
    writeFileSync(join(room.contentDir, 'media/b.jpg'), 'x');
    const site = await room.start({ isLive: true });
    await expect.poll(() => asked, PATIENCE).toHaveLength(1);
    room.save('articles/b.md', story('B', 'image: { src: /media/b.jpg, alt: B }'));
    await expect.poll(site.titles, PATIENCE).toEqual(['A', 'B']);
    await site.close();
    expect(asked).toEqual([join(room.contentDir, 'media/a.jpg')]);
  } finally {
    await room.dispose();
  }
});
