import { describe, expect, test } from 'vitest';
import { readSite } from '../../src/config/read-site.ts';

const LEAST = 'name: The Times\nlanguage: en\ntimeZone: Asia/Yerevan\n';

function read(text: string) {
  const { site, problems } = readSite(text);
  return {
    site,
    told: problems.map((one) => `${one.line}:${one.column} ${one.severity} ${one.code}`),
    problems,
  };
}

test('a site with the least', () => {
  expect(read(LEAST)).toEqual({
    site: {
      name: 'The Times',
      description: null,
      language: 'en',
      locale: 'en',
      timeZone: 'Asia/Yerevan',
      place: 'Yerevan',
      sections: [],
      publisher: {
        name: 'The Times',
        url: null,
        email: null,
        sameAs: [],
        publishingPrinciples: null,
        correctionsPolicy: null,
        ethicsPolicy: null,
        ownershipFundingInfo: null,
        masthead: null,
      },
      offline: true,
    },
    told: [],
    problems: [],
  });
});

test('a site with everything', () => {
  const { site, told } = read(`name: "Times: daily"
description: News.
language: hy
locale: hy-am
timeZone: America/Argentina/Buenos_Aires
place: La Plata
sections:
  - World
  - name: Arts & Culture
    slug: arts
    description: Books.
publisher:
  name: Media LLC
  url: https://media.example
  email: news@media.example
  sameAs: [https://social.example/times]
  correctionsPolicy: /corrections-policy/
  masthead: /about
`);
  expect(told).toEqual([]);
  expect(site).toMatchObject({
    name: 'Times: daily',
    locale: 'hy-AM',
    place: 'La Plata',
    sections: [
      { name: 'World', slug: 'world', description: null },
      { name: 'Arts & Culture', slug: 'arts', description: 'Books.' },
    ],
    publisher: {
      name: 'Media LLC',
      url: 'https://media.example/',
      email: 'news@media.example',
      sameAs: ['https://social.example/times'],
      correctionsPolicy: '/corrections-policy',
      masthead: '/about',
    },
  });
});

test('reading offline can be switched off', () => {
  expect(read(`${LEAST}offline: false\n`).site?.offline).toBe(false);
  expect(read(`${LEAST}offline: yes\n`).site?.offline).toBe(true);
});

describe('faults', () => {
  test.each([
    ['', ['1:1 error value-form']],
    ['- a\n', ['1:1 error value-form']],
    ['name: [', ['1:7 warning quotes-added', '1:1 error value-missing', '1:1 error value-missing']],
    ['language: en\n', ['1:1 error value-missing', '1:1 error value-missing']],
    [`${LEAST}sections: [World, world]\n`, ['4:19 error section-duplicate']],
    [`${LEAST}sections: ["!!!"]\n`, ['4:12 error slug-invalid']],
    [`${LEAST}sections:\n  - name: X\n    slug: My X\n`, ['6:11 error slug-invalid']],
    [`${LEAST}sections: World\n`, ['4:11 error value-form']],
    [`${LEAST}publisher:\n  email: nobody\n`, ['5:10 error email-invalid']],
    [`${LEAST}publisher:\n  masthead: about\n`, ['5:13 error path-invalid']],
    [`${LEAST}publisher:\n  sameAs: [ftp://x]\n`, ['5:12 error url-invalid']],
    [`${LEAST}offline: perhaps\n`, ['4:10 error yes-no-invalid']],
    [LEAST.replace('Asia/Yerevan', 'Asia/Erevan'), ['3:11 error time-zone-unknown']],
    [LEAST.replace('Asia/Yerevan', '+04:00'), ['3:11 error time-zone-unknown']],
    [LEAST.replace('language: en', 'language: english language'), ['2:11 error language-invalid']],
  ])('%j', (text, told) => {
    const result = read(text);
    expect(result.site).toBeNull();
    expect([...result.told].sort()).toEqual([...told].sort());
  });

  test('an unknown key is a warning with a suggestion', () => {
    const { site, problems } = read(`${LEAST}timezone: UTC\npublisher:\n  nmae: X\n`);
    expect(site).not.toBeNull();
    expect(problems.map((one) => [one.code, one.hint.split('?')[0]])).toEqual([
      ['key-unknown', 'Did you mean "timeZone"'],
      ['key-unknown', 'Did you mean "name"'],
    ]);
  });

  test('all of them are told at once', () => {
    expect(read('language: x_\ntimeZone: Mars\nlocale: y_\nplaec: z\n').told).toHaveLength(5);
  });
});
