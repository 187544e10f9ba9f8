/**
 * A character of the scripts that set no space between words, as a class for regular expressions with the flag
 * `u` or `v`.
 */
export const SPACELESS =
  '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]';
