import type { CardColours } from './card-colours.ts';
import type { CardText } from './card-text.ts';

/** What the card thread is started with. */
export interface CardSettings {
  readonly colours: CardColours;
}

/** What it is asked; one card at a time. */
export type CardRequest = CardText;

/** What it answers. */
export type CardAnswer =
  | { readonly kind: 'drawn'; readonly png: Uint8Array }
  | { readonly kind: 'failed'; readonly message: string };
