/** Longest texts of one line that readers see, in UTF-16 code units; a longer one is cut. */
export const MAX_TITLE = 300;
export const MAX_PARAGRAPH = 2000;
/** A kicker, a place. */
export const MAX_PHRASE = 120;
export const MAX_ALT = 1000;
export const MAX_CREDIT = 300;
