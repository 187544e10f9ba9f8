import { expect, test } from 'vitest';
import { buildTrustTxt } from '../../../src/feeds/policy/trust-txt.ts';
import { SAMPLE_SITE } from '../../support/sample-site.ts';

const build = (given: Partial<typeof SAMPLE_SITE>, publisher: Partial<typeof SAMPLE_SITE.publisher> = {}) =>
  buildTrustTxt({ ...SAMPLE_SITE, ...given, publisher: { ...SAMPLE_SITE.publisher, ...publisher } });

test('tells with whom the newsroom is connected, a line each', () => {
  const trust = {
    controlledby: ['https://owner.example/'],
    belongto: ['https://association.example/', 'https://council.example/'],
    disclosure: ['https://courier.test/imprint'],
    contact: ['https://courier.test/contact'],
  };
  expect(build({ trust, ai: { train: false } }, { sameAs: ['https://example.social/@courier'] })).toBe(
    'belongto=https://association.example/\nbelongto=https://council.example/\ncontrolledby=https://owner.example/\n' +
      'social=https://example.social/@courier\ndisclosure=https://courier.test/imprint\ndatatrainingallowed=no\n' +
      'contact=https://courier.test/contact\n',
  );
});

test('takes what is known of the publisher, but for pages that are not the newsroom’s own', () => {
  const sameAs = [
    'https://x.com/courier',
    'https://en.wikipedia.org/wiki/Courier',
    'https://www.wikidata.org/wiki/Q1',
  ];
  expect(build({}, { sameAs, email: 'desk@courier.test' })).toBe(
    'social=https://x.com/courier\ncontact=desk@courier.test\n',
  );
  expect(build({ ai: { train: true } })).toBe('datatrainingallowed=yes\n');
});

test('is not there where it would say nothing but an address', () => {
  expect(build({})).toBeNull();
  expect(build({}, { email: 'desk@courier.test' })).toBeNull();
  expect(build({ ai: { input: false } })).toBeNull();
});
