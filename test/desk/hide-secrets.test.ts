import { expect, test } from 'vitest';
import { hideSecrets } from '../../src/desk/hide-secrets.ts';

test.each([
  ['/join/abc-DEF_123', '/join/…'],
  ['/join/abc/passkey', '/join/…/passkey'],
  ['/preview/abc.def/2026/11/22/ferry?x=1', '/preview/…/2026/11/22/ferry?x=1'],
  ['https://desk.example.org/join/abc', 'https://desk.example.org/join/…'],
  ['/write?file=joined/a.md', '/write?file=joined/a.md'],
])('%s stands in the log as %s', (url, shown) => expect(hideSecrets(url)).toBe(shown));
