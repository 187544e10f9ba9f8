import { expect, test } from 'vitest';
import { readSite } from '../../src/config/read-site.ts';

const read = (lines: string) => readSite(`name: N\nlanguage: en\ntimeZone: Asia/Yerevan\n${lines}\n`);

test('with whom the newsroom is connected, other names and the wish to be preferred are read', () => {
  const { site, problems } = read(
    'alternateName: [The Courier, TLC]\npreferredSource: yes\ntrust:\n  belongto: https://association.example\n' +
      '  control: [https://a.example/, https://b.example/]\n  contact: [desk@courier.example, https://courier.example/contact]',
  );
  expect(problems).toEqual([]);
  expect(site).toMatchObject({
    alternateNames: ['The Courier', 'TLC'],
    asksPreference: true,
    trust: {
      belongto: ['https://association.example/'],
      control: ['https://a.example/', 'https://b.example/'],
      contact: ['desk@courier.example', 'https://courier.example/contact'],
    },
  });
  expect(read('alternateName: TLC').site?.alternateNames).toEqual(['TLC']);
});

test('of what nothing is told nothing is kept', () => {
  const { site } = read('preferredSource: no\ntrust: {}');
  expect(site).not.toHaveProperty('trust');
  expect(site).not.toHaveProperty('asksPreference');
  expect(site).not.toHaveProperty('alternateNames');
});

test.each([
  ['trust: {belongto: association.example}', 'url-invalid', 'error', 19],
  ['trust: {contact: nobody}', 'contact-invalid', 'error', 18],
  ['trust: {belongTo: https://a.example/}', 'key-unknown', 'warning', 9],
  ['preferredSource: perhaps', 'yes-no-invalid', 'error', 18],
])('%s is told', (lines, code, severity, column) => {
  expect(read(lines).problems).toEqual([expect.objectContaining({ code, severity, line: 4, column })]);
});
