/**
 * What a message is given: `text` as it is, `number` written in the site's digits, or `slot`: the place that a view fills
 * with an element, such as a date or a link.
 */
export type ArgumentKind = 'text' | 'number' | 'slot';

export type ArgumentKinds = Readonly<Record<string, ArgumentKind>>;

/** A text as it is said, or an ICU MessageFormat message and what it takes. */
export type WordEntry = string | readonly [message: string, takes: ArgumentKinds];

export type WordTable = Readonly<Record<string, WordEntry>>;
