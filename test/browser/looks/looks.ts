/** A picture of a page in docs/pictures: what is looked at, and how. */
export interface Look {
  /** The name of its files, before the width. */
  readonly name: string;
  readonly newsroom: 'sample' | 'right-to-left';
  readonly path: string;
  /** Of the window, in CSS pixels. */
  readonly widths: readonly number[];
  readonly scheme?: 'dark';
  readonly isPrinted?: true;
}

/** A Monday afternoon in the zone of the sample, 16:40, so that pictures change only with what they show. */
export const LOOKS_NOW = Date.parse('2026-11-23T16:40+04:00');

const BOTH = [1280, 360] as const;
const DAY = '/2026/11/23';

/** The pictures of docs/looks.md, in its order. */
export const LOOKS: readonly Look[] = [
  { name: 'front', newsroom: 'sample', path: '/', widths: BOTH },
  { name: 'front-dark', newsroom: 'sample', path: '/', widths: BOTH, scheme: 'dark' },
  { name: 'section', newsroom: 'sample', path: '/sections/lakes', widths: BOTH },
  { name: 'article', newsroom: 'sample', path: `${DAY}/ferry-returns`, widths: BOTH },
  { name: 'article-dark', newsroom: 'sample', path: `${DAY}/lake-is-warmer`, widths: BOTH, scheme: 'dark' },
  { name: 'opinion', newsroom: 'sample', path: `/2026/11/22/lake-is-no-reservoir`, widths: BOTH },
  { name: 'list', newsroom: 'sample', path: '/topics/lake-tarnel', widths: BOTH },
  { name: 'search', newsroom: 'sample', path: '/search?q=lake', widths: BOTH },
  { name: 'not-found', newsroom: 'sample', path: '/2026/11/23/nothing-here', widths: BOTH },
  { name: 'print', newsroom: 'sample', path: `${DAY}/bank-holds-rate`, widths: [794], isPrinted: true },
  { name: 'right-to-left', newsroom: 'right-to-left', path: '/', widths: BOTH },
  { name: 'right-to-left-article', newsroom: 'right-to-left', path: `${DAY}/ferry-returns`, widths: BOTH },
];

/** The file of a look at a width, in docs/pictures. */
export const lookFile = ({ name }: Look, width: number): string => `${name}-${width}.webp`;

/** What a picture may weigh, and all of them together, in bytes. */
export const MAX_LOOK_BYTES = 120_000;
export const MAX_LOOKS_BYTES = 2_000_000;
