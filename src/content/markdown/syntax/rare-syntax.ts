/**
 * What few texts use, by a sign that each has and how it goes on. Looking for a sign is many times faster than for the whole;
 * prices have the sign of formulas.
 */
const RARE: readonly (readonly [sign: string, whole: RegExp])[] = [
  ['==', /==[^\s=]/],
  ['++', /\+\+[^\s+]/],
  ['~', /\S~[^\s~]{1,60}~|~~~/],
  ['^', /\S\^[^\s^]{1,60}\^/],
  ['$', /\$\$|(?<![\p{L}\p{N}])\$[^\s$][^$]{0,2000}(?<!\s)\$(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])\$[^\s$]\$/u],
  ['```', /^[ \t>]*```[^\n`]*[^\s`]/m],
  ['\\', /\\[([]/],
  ['*[', /\*\[[^\]\n]{1,100}\]:/],
  ['{#', /\{#/],
  ['\n:', /\n:[ \t]+[^\s()]/],
  ['\n ', /\n {1,3}:[ \t]+[^\s()]/],
];

/**
 * Whether a text may use what few texts use: marked words, subscripts and superscripts, insertions, definition lists,
 * abbreviations, formulas, code with a language, names for parts. The others are lexed and rendered without a thought of these.
 */
export const mayHoldRareSyntax = (text: string): boolean =>
  RARE.some(([sign, whole]) => text.includes(sign) && whole.test(text));
