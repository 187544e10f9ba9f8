/** What a share card says. All of it is plain text; the date is written as readers read it. */
export interface CardText {
  readonly siteName: string;
  /** The section, or what else stands above the headline; null for none. */
  readonly kicker: string | null;
  readonly headline: string;
  readonly date: string | null;
  /** Without a scheme: `example.org`. */
  readonly host: string;
  /** In which the headline is written, and from which side the card is read. */
  readonly direction: 'ltr' | 'rtl';
}

/**
 * The letters and signs of the cards' fonts: Source Serif 4 (Latin, Greek, Cyrillic, Vietnamese), Noto Serif
 * Armenian and Georgian, Markazi Text (Arabic, Persian, Urdu) and Frank Ruhl Libre (Hebrew), as their
 * character maps have them.
 */
const SETTABLE = new RegExp(
  `^[${[
    ' -~\u00a0-\u00ac\u00ae-\u012b\u012e-\u0131\u0134-\u0151\u0154-\u0165\u0168-\u017f\u018f\u0192\u01a0\u01a1',
    '\u01af\u01b0\u01cd-\u01dc\u01e6\u01e7\u01f8\u01f9\u0218-\u021b\u0237\u0251\u0259\u0261\u02bb\u02bc',
    '\u02c6\u02da\u02dc\u0300\u0301\u0303\u0304\u0308\u0309\u0323\u0329',
    '\u0374\u0375\u037e\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u03d7\u03d9\u03db\u03dd\u03e1',
    '\u0400-\u045f\u0462\u0463\u0472-\u0475\u0490-\u0493\u0496-\u049b\u04a0-\u04a3\u04aa\u04ab\u04ae-\u04b3',
    '\u04b6\u04b7\u04ba\u04bb\u04c0-\u04c2\u04cf-\u04d1\u04d4-\u04d9\u04e2\u04e3\u04e6-\u04e9',
    '\u04ee\u04ef\u04f2\u04f3\u0531-\u0556\u0559-\u058a\u058d-\u058f',
    '\u05b0-\u05c3\u05c7\u05d0-\u05ea\u05f0-\u05f4',
    '\u060c\u0615\u061b\u061f\u0621-\u063a\u0640-\u0656\u0658\u0660-\u0669\u066b-\u0671\u0679\u067e\u0686',
    '\u0688\u0691\u0698\u06a1\u06a4\u06a9\u06af\u06ba\u06be\u06c1-\u06c3\u06cc\u06d2-\u06d4\u06f0-\u06f9\u200c',
    '\u10a0-\u10c5\u10c7\u10cd\u10d0-\u10ff\u1c90-\u1cba\u1cbd-\u1cbf',
    '\u1e0c-\u1e0f\u1e20\u1e21\u1e24\u1e25\u1e2a\u1e2b\u1e36-\u1e3b\u1e3e\u1e3f\u1e42-\u1e49',
    '\u1e5a-\u1e63\u1e6c-\u1e6f\u1e80-\u1e85\u1e8e\u1e8f\u1e92\u1e93\u1e97\u1e9e\u1ea0-\u1ef9',
    '\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020\u2022\u2026\u2032\u2033\u2039\u203a\u2044',
    '\u20a1\u20a4\u20a6\u20a7\u20a9-\u20ab\u20ac\u20ae\u20b1\u20b2\u20b4\u20b5\u20b8-\u20ba\u20bd\u20bf',
    '\u2113\u2116\u2122\u2191\u2193\u2212\u2215\ufb13-\ufb17',
  ].join('')}]$`,
  'u',
);

/** Signs that no font here has and others say as well. */
const REPLACEMENTS: readonly (readonly [RegExp, string])[] = [
  [/[\u2010\u2011]/g, '-'],
  [/\u2012/g, '\u2013'],
  [/\u2015/g, '\u2014'],
  [/[\u201b\u02bd]/g, '\u2018'],
  [/\u201f/g, '\u201c'],
  [/[\u202f\u2007]/g, '\u00a0'],
  [/\u06c0/g, '\u0647\u0654'],
];
/** Of Latin, and letters of Arabic in the form that they have in a place of a word. */
const LIGATURES = /[\ufb00-\ufb06\ufb50-\ufdfc\ufe70-\ufefc]/g;
/** What keeps two letters of a Persian word apart means nothing elsewhere. */
const LONE_NON_JOINER = /(?<!\p{Script=Arabic}\p{M}*)\u200c+|\u200c+(?!\p{Script=Arabic})/gu;

const MEANING = /[\p{L}\p{M}\p{N}\p{Sc}\p{Sm}]/u;

/**
 * The text as a card sets it: one line, composed (NFC), without control and bidi characters, emoji and
 * other ornaments, and without more than two marks on a letter. Letters, digits and currency signs stay,
 * whether there is a font for them or not. `canSet` tells that.
 */
export function cleanCardText(text: string): string {
  const plain = REPLACEMENTS.reduce(
    (current, [from, to]) => current.replace(from, to),
    text
      .toWellFormed()
      .replace(LIGATURES, (ligature) => ligature.normalize('NFKC'))
      .normalize('NFC'),
  );
  const kept = [...plain.replace(/[^\S\u00a0]/g, ' ').replace(/[\ufe00-\ufe0f\u20e3]/g, '')]
    .filter((character) => SETTABLE.test(character) || MEANING.test(character))
    .join('');
  return kept
    .replace(LONE_NON_JOINER, '')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .replace(/ {2,}/g, ' ')
    .replace(/^[ \u00a0]+|[ \u00a0]+$/g, '');
}

/** Whether the cards' fonts have all of a text; false also where nothing is left of it. */
export function canSet(text: string): boolean {
  const characters = [...cleanCardText(text)];
  return characters.length > 0 && characters.every((character) => SETTABLE.test(character));
}

/** Whether a card can be made of this; where not, the site's own card stands in. */
export const canSetCard = ({ siteName, kicker, headline, date, host }: CardText): boolean =>
  [siteName, kicker, headline, date, host].every((text) => text === null || canSet(text));

/** The direction of a text that is not in the card's language: that of its first letter, or the card's where it has none. */
export function directionOf(text: string, { direction }: Pick<CardText, 'direction'>): 'ltr' | 'rtl' {
  const [first] = /\p{L}/u.exec(text) ?? [];
  if (first === undefined) return direction;
  return /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(first) ? 'rtl' : 'ltr';
}
