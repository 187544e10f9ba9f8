import { expect, test } from 'vitest';
import type { CardColours } from '../../../src/media/cards/card-colours.ts';
import { CARD_SIZE } from '../../../src/media/cards/card-layout.ts';
import type { CardText } from '../../../src/media/cards/card-text.ts';
import { cardHash, cardUrl, parseCardPath } from '../../../src/media/cards/card-url.ts';
import { CROP_SHAPES } from '../../../src/media/pictures/crop-box.ts';

const TEXT: CardText = {
  siteName: 'The Sample Courier',
  kicker: 'World',
  headline: 'Talks resume',
  date: '15 July 2016',
  host: 'courier.test',
  direction: 'ltr',
};
const COLOURS: CardColours = {
  paper: '#ffffff',
  ink: '#000000',
  muted: '#666666',
  accent: '#990000',
  rule: '#cccccc',
};

test('a card’s hash changes with each of its texts and colours', () => {
  const changed = [
    ...Object.keys(TEXT).map((key) => cardHash({ ...TEXT, [key]: 'Other' }, COLOURS)),
    ...Object.keys(COLOURS).map((key) => cardHash(TEXT, { ...COLOURS, [key]: '#123456' })),
    cardHash({ ...TEXT, kicker: null, date: TEXT.kicker }, COLOURS),
    cardHash(TEXT, COLOURS),
  ];
  expect(new Set(changed).size).toBe(changed.length);
  for (const hash of changed) expect(hash).toMatch(/^[0-9a-f]{16}$/);
});

test('what the card does not show, and the order of fields, change nothing', () => {
  const { paper, ...others } = COLOURS;
  expect(cardHash({ ...TEXT, headline: ' Talks\n resume\u200b ' }, { ...others, paper })).toBe(
    cardHash(TEXT, COLOURS),
  );
});

test('a URL tells hash and article', () => {
  const url = cardUrl('0123456789abcdef', '/2016/07/15/caf%C3%A9');
  expect(url).toBe('/cards/0123456789abcdef/2016/07/15/caf%C3%A9.png');
  expect(parseCardPath(url)).toEqual({ hash: '0123456789abcdef', articlePath: '/2016/07/15/caf%C3%A9' });
});

test.each([
  '/cards/0123456789abcdef.png',
  '/cards/0123456789abcdef/.png',
  '/cards/0123456789ABCDEF/2016/07/15/a.png',
  '/cards/0123456789abcde/2016/07/15/a.png',
  '/cards/0123456789abcdef/2016/07/15/a.jpg',
  '/cards/0123456789abcdef/2016/07/15/a.png\n',
  '/x/cards/0123456789abcdef/2016/07/15/a.png',
])('%s is none', (path) => {
  expect(parseCardPath(path)).toBeNull();
});

test('a drawn card is as large as one that is cut from a picture', () => {
  expect(CARD_SIZE).toEqual(CROP_SHAPES.card);
});
