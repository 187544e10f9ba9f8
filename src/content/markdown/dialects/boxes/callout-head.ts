/** How our own Markdown begins a box: what `[!KIND]` may hold, whether it can be folded, and its title. */
export interface CalloutHead {
  readonly kind: string;
  readonly fold: '' | '-' | '+';
  readonly title: string;
}

const KIND = /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}_-]{0,39}$/u;

/** Whether a word can be the kind of a box. */
export const isKind = (word: string): boolean => KIND.test(word);

/** `[!tip]- Before you go` */
export const writeCalloutHead = ({ kind, fold, title }: CalloutHead): string =>
  `[!${kind}]${fold} ${title.replace(/\s+/g, ' ')}`.trim();
