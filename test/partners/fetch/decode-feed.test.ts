import { expect, test } from 'vitest';
import { decodeText } from '../../../src/partners/fetch/decode-feed.ts';

const declared = (label: string, text: string): string =>
  `<?xml version="1.0" encoding="${label}"?><a>${text}</a>`;
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const PORT = '\u00cf\u00ee\u00f0\u00f2';

test.each<[what: string, bytes: Buffer, contentType: string | null, text: string]>([
  [
    'the mark goes before all',
    Buffer.from(`\ufeff${declared('koi8-r', 'Порт')}`),
    'text/xml; charset=koi8-r',
    'Порт',
  ],
  [
    'Content-Type before the declaration',
    latin1(declared('koi8-r', PORT)),
    'text/xml; charset="windows-1251"',
    'Порт',
  ],
  ['the declaration', latin1(declared('windows-1251', PORT)), 'text/xml', 'Порт'],
  ['an unknown label gives way', latin1(declared('windows-1251', PORT)), 'text/xml; charset=klingon', 'Порт'],
  [
    'a contradicted label gives way',
    latin1(declared('windows-1251', PORT)),
    'text/xml; charset=utf-8',
    'Порт',
  ],
  ['a declaration that is false about itself', Buffer.from(declared('utf-16', 'Порт')), null, 'Порт'],
  ['UTF-8 without a word', Buffer.from('<a>Порт</a>'), null, 'Порт'],
  ['Latin without a word', latin1('<a>F\u00e4hre</a>'), null, 'Fähre'],
  [
    'damaged UTF-8',
    Buffer.concat([Buffer.from('<a>Порт'), Buffer.from([0xff]), Buffer.from('</a>')]),
    null,
    'Порт\ufffd',
  ],
  [
    'damaged Shift_JIS',
    Buffer.concat([
      latin1('<?xml version="1.0" encoding="shift_jis"?>'),
      Buffer.from([0x8d, 0x60, 0x8d, 0x60, 0xff]),
    ]),
    'text/xml; charset=utf-8',
    '港港\ufffd',
  ],
])('%s', (_, bytes, contentType, text) => {
  const decoded = decodeText(bytes, contentType);
  expect(decoded).toContain(text);
  expect(decoded.startsWith('<')).toBe(true);
});

test('nothing is nothing', () => {
  expect(decodeText(new Uint8Array(), null)).toBe('');
});
