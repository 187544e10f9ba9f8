/**
 * Words that in capitals are something else. Of those that are everyday words of English, small letters never mean
 * the acronym; of the others, readers leave the capitals out.
 */
const ACRONYMS: ReadonlyMap<string, 'everyday' | 'loose'> = new Map([
  ['us', 'everyday'],
  ['it', 'everyday'],
  ['is', 'everyday'],
  ['am', 'everyday'],
  ['who', 'everyday'],
  ['un', 'loose'],
  ['eu', 'loose'],
  ['ai', 'loose'],
  ['ice', 'loose'],
  ['aids', 'loose'],
]);

/** What no word of a text has: names the acronym beside the word. FTS5’s rules for ASCII do not part it. */
const MARK = '．';

/** The index's own name for an acronym, or of the letters of one that is written with full stops. */
export const acronymOf = (form: string): string => form + MARK;

/** Whether it is such a name. */
export const isAcronym = (name: string): boolean => name.endsWith(MARK);

/** Whether a word, folded, is an acronym in capitals, and another word in small letters. */
export const isAmbiguous = (form: string): boolean => ACRONYMS.has(form);

/** Whether one that is written in small letters may still mean the acronym. */
export const mayMeanAcronym = (form: string): boolean => ACRONYMS.get(form) !== 'everyday';
