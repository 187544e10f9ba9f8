// Marks that may stand inside a word, as the inside of a class of a regular expression with the flag `v`.

/** Apostrophes of keyboards, printers and alphabets (Hawaiian, Ukrainian, Uzbek, Armenian, fullwidth, saltillo). */
export const APOSTROPHES = "'`´‘’‛′ʹʻʼʽʾʿˈ՚Ꞌꞌ＇";

/** Hyphens that part a word as an everyday hyphen does: unbroken, Armenian, Hebrew, of other widths. */
export const HYPHENS = '\\-‐‑⁃֊־﹣－';

/** The zero-width non-joiner: Persian sets it between a word and its ending; in Indic scripts it only shapes letters. */
export const HALF_SPACE = '\u200c';

/** What stands in a word without dividing it: Armenian stress, geresh, Catalan middle dot, invisible joiners. */
export const INSIDE =
  '՛՜՞׳״·‧\\u00ad\\u034f\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff';
