import { describe, expect, test } from 'vitest';
import { classifyClip } from '../../../src/domain/marks/clip-source.ts';
import { besideClip, mediumOf } from '../../../src/domain/files/clip.ts';
import { classifyPicture } from '../../../src/domain/picture-source.ts';

const FILE = 'articles/2016/ferry.md';

describe('what is a clip', () => {
  test.each([
    ...['a.mp4', 'a.webm', 'a.m4v', 'a.ogv', 'a.mov', 'A.MP4', 'a.mp4?x=1', 'a.mp4#t=10'].map((name) => [
      name,
      'video',
    ]),
    ...['a.mp3', 'a.m4a', 'a.ogg', 'a.opus', 'a.wav'].map((name) => [name, 'audio']),
    ...['a.jpg', 'a.pdf', 'a.vtt', 'mp4', 'a.mp4.jpg', ''].map((name) => [name, null]),
  ])('%s: %s', (name, medium) => {
    expect(mediumOf(name ?? '')).toBe(medium);
  });
});

describe('where it lies', () => {
  test.each([
    ['/media/a b.mp4', '/media/a%20b.mp4'],
    ['a.mp4', '/articles/2016/a.mp4'],
    ['../../media/a.mp4', '/media/a.mp4'],
    ['https://a.example/a.mp4', undefined],
    ['../../../a.mp4', '/media/a.mp4'],
    ['/media/a.jpg', undefined],
  ])('%s', (written, src) => {
    expect(classifyClip(written, FILE)?.src).toBe(src);
  });

  test('no clip is a picture', () => {
    expect(classifyPicture('/media/a.mp4', FILE).kind).toBe('not-served');
  });
});

test('what belongs to it stands beside it', () => {
  expect(besideClip('/media/the%20bell.mp4', '.hy.vtt')).toBe('/media/the%20bell.hy.vtt');
});
