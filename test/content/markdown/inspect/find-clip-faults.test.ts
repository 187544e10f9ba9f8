import { expect, test } from 'vitest';
import { findPictureFaults } from '../../../../src/content/markdown/inspect/find-address-faults.ts';

const codesOf = (src: string, title: string): string[] =>
  findPictureFaults(src, title, { file: 'articles/x.md' }).map(({ code }) => code);

test.each([
  ['/media/clip.mp4', 'The crossing', []],
  ['clip.mp3', 'The bell', []],
  ['/media/clip.mp4', '', ['clip-title-missing']],
  ['https://a.example/clip.mp4', 'The crossing', ['clip-external']],
  ['/.videos/clip.mp4', 'The crossing', ['clip-elsewhere']],
])('%s is told as a clip, not as a picture', (src, title, codes) => {
  expect(codesOf(src, title)).toEqual(codes);
});
