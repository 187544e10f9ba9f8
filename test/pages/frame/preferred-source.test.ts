import { expect, test } from 'vitest';
import { buildPreferredSource } from '../../../src/pages/frame/preferred-source.ts';
import { ENGLISH } from '../../../src/words/words-of.ts';
import { SAMPLE_SITE } from '../../support/sample-site.ts';

const linkAt = (origin: string, asksPreference = true) =>
  buildPreferredSource({ site: { ...SAMPLE_SITE, asksPreference }, words: ENGLISH, origin });

test('readers are led to where they choose the site, by its domain', () => {
  expect(linkAt('https://www.courier.example')).toEqual({
    text: 'Add as a preferred source on Google',
    url: 'https://www.google.com/preferences/source?q=www.courier.example',
  });
});

test.each([
  'http://localhost:3000',
  'http://127.0.0.1:3000',
  'http://[::1]:3000',
  'http://courier.localhost',
  'http://desk.local',
])('nobody is led from %s', (origin) => {
  expect(linkAt(origin)).toBeNull();
});

test('nobody is led where the newsroom does not ask for it', () => {
  expect(linkAt('https://www.courier.example', false)).toBeNull();
  expect(
    buildPreferredSource({ site: SAMPLE_SITE, words: ENGLISH, origin: 'https://www.courier.example' }),
  ).toBeNull();
});
