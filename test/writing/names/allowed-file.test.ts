import { expect, test } from 'vitest';
import { refusedName, refusedNewName } from '../../../src/writing/names/allowed-file.ts';

test.each([
  'articles/ferry.md',
  'articles/2026/ferry/index.md',
  'articles/_drafts/ferry.md',
  'articles/ferry/quay.jpg',
  'articles/Յերևան.md',
  'authors/anna.md',
  'authors/anna.jpg',
  'pages/about.md',
  'media/report.pdf',
  'media/2026/a b.webp',
  'front.yaml',
  'front.ru.yaml',
  'fronts/world.yaml',
  'top-stories.yaml',
  'partners.yaml',
  'labels.ru.yaml',
  'site.yaml',
  'permalinks.txt',
])('%s is the newsroom’s', (file) => {
  expect(refusedName(file)).toBeNull();
  expect(refusedNewName(file)).toBeNull();
});

test.each([
  ['', 'name-invalid'],
  ['/etc/passwd', 'name-invalid'],
  ['articles/../../x.md', 'name-invalid'],
  ['articles/./x.md', 'name-invalid'],
  ['articles//x.md', 'name-invalid'],
  ['articles\\x.md', 'name-invalid'],
  ['articles/x\0.md', 'name-invalid'],
  ['articles/x\n.md', 'name-invalid'],
  ['articles/\ufffd.md', 'name-invalid'],
  ['.git/config', 'name-hidden'],
  ['articles/.x.md', 'name-hidden'],
  ['articles/.git/x.md', 'name-hidden'],
  ['articles/x.md~', 'name-hidden'],
  ['articles/x.tmp', 'name-hidden'],
  [`articles/${'x'.repeat(253)}.md`, 'name-too-long'],
  [
    `articles/${'x'.repeat(127)}ёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёёё.md`,
    'name-too-long',
  ],
  [`articles/${'x/'.repeat(20)}x.md`, 'name-too-long'],
  ['articles', 'name-not-of-newsroom'],
  ['x.md', 'name-not-of-newsroom'],
  ['articles/x.php', 'name-not-of-newsroom'],
  ['articles/x', 'name-not-of-newsroom'],
  ['media/x.html', 'name-not-of-newsroom'],
  ['media/x.md', 'name-not-of-newsroom'],
  ['views/x.ejs', 'name-not-of-newsroom'],
  ['other.yaml', 'name-not-of-newsroom'],
  ['articles/site.yaml', 'name-not-of-newsroom'],
])('%j is refused as %s', (file, code) => {
  const refusal = refusedName(file);
  expect(refusal?.code).toBe(code);
  expect(refusal?.hint).not.toBe('');
});

test.each(['articles/CON.md', 'articles/aux/x.md', 'articles/a:b.md', 'articles/a /x.md', 'media/lpt1.jpg'])(
  '%s is no name for a new file',
  (file) => {
    expect(refusedName(file)).toBeNull();
    expect(refusedNewName(file)?.code).toBe('name-not-portable');
  },
);
