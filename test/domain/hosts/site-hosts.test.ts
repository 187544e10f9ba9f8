import { expect, test } from 'vitest';
import { siteHosts } from '../../../src/domain/hosts/site-hosts.ts';
import { fetchedSrc } from '../../../src/domain/fetched-src.ts';
import { ownPlaceOf } from '../../../src/domain/pictures/own-place.ts';
import { classifyPicture } from '../../../src/domain/picture-source.ts';

const SITE = {
  publisher: { url: 'https://news.example/' },
  formerHosts: ['old.example', 'gone.example'],
  pictureHosts: ['old.example', 'cdn.example', 'news.example', '*.news.example'],
};
const HOSTS = siteHosts(SITE);

test('pictures of the publisher’s host are never fetched, whatever names it', () => {
  expect(
    ['news.example', 'WWW.news.example', 'img.news.example', 'old.example'].map(HOSTS.isPictureHost),
  ).toEqual([false, false, true, true]);
});

test.each([
  // Of a host that was the site’s and has the pictures, the file of the path counts alone.
  ['https://old.example/up/boat.jpg?w=640#x', 'https://old.example/up/boat.jpg'],
  ['//old.example/up/boat.jpg', 'https://old.example/up/boat.jpg'],
  ['http://old.example/image.php?id=5', 'http://old.example/image.php?id=5'],
  ['https://i0.wp.com/old.example/up/boat.jpg?resize=300', 'https://old.example/up/boat.jpg'],
  ['https://i0.wp.com/cdn.example/boat.jpg?ssl=1', 'https://cdn.example/boat.jpg'],
  ['https://cdn.example/boat.jpg?w=640', 'https://cdn.example/boat.jpg?w=640'],
  ['https://other.example/boat.jpg', 'https://other.example/boat.jpg'],
])('%s is a picture of the web, %s', (written, href) => {
  expect(classifyPicture(written, 'articles/a.md', HOSTS)).toEqual({ kind: 'web', href });
});

test.each(['https://news.example/up/boat.jpg', 'https://gone.example/up/boat.jpg', '/up/boat.jpg'])(
  '%s is one of the site',
  (written) => {
    expect(classifyPicture(written, 'articles/a.md', HOSTS)).toMatchObject({
      kind: 'served',
      src: '/media/up/boat.jpg',
    });
  },
);

test.each([
  ['https://old.example/up/b%C3%A9.jpg', { file: 'media/up/bé.jpg', tail: 2, isAnywhere: false }],
  ['https://old.example/media/boat.jpg', { file: 'media/boat.jpg', tail: 1, isAnywhere: false }],
  ['https://cdn.example/up/boat.jpg', null],
])('the picture at %s has a place of its own on the site: %j', (address, place) => {
  expect(ownPlaceOf(fetchedSrc(address) ?? '', HOSTS.isOwnHost)).toEqual(place);
  expect(ownPlaceOf('/media/up/boat.jpg', HOSTS.isOwnHost)).toBeNull();
});
