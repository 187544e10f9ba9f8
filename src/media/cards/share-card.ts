import { Resvg } from '@resvg/resvg-js';
import satori from 'satori';
import type { CardColours } from './card-colours.ts';
import { CARD_FONT_FAMILY, CARD_WEIGHTS, type CardFont } from './card-fonts.ts';
import {
  CARD_MARGIN,
  CARD_SIZE,
  type CardLayout,
  KICKER_HEIGHT,
  layOutCard,
  STORY_HEIGHT,
} from './card-layout.ts';
import { type CardText, directionOf } from './card-text.ts';
import { createMeasure } from './measure-text.ts';
import type { SetText } from './set-lines.ts';

interface Element {
  readonly type: 'div';
  readonly props: { readonly style: Style; readonly children?: string | readonly Element[] };
}

type Style = Readonly<Record<string, string | number>>;

/** Draws one card; takes 25 to 90 ms of the processor, so run it on a thread. */
export type DrawCard = (card: CardText) => Promise<Buffer>;

/** Makes the drawer of 1200 × 630 px PNGs. A text without font draws boxes: ask `canSetCard` first. */
export function createCardDrawer(fonts: CardFont[], colours: CardColours): DrawCard {
  const measure = createMeasure(fonts);
  return async (card) => {
    const layout = await layOutCard(card, measure);
    const svg = await satori(buildCard(layout, colours, card), { ...CARD_SIZE, fonts });
    return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
  };
}

/** The card as satori takes it, from the right where it is read so. Texts are set as they are: no markup is read in them. */
function buildCard(layout: CardLayout, colours: CardColours, card: CardText): Element {
  const { siteName, kicker, headline, date, host } = layout;
  const isFromRight = card.direction === 'rtl';
  const row: Style = isFromRight ? { ...ROW, flexDirection: 'row-reverse' } : ROW;
  const line = (set: SetText, style: Style): Element =>
    textLine(set, { ...style, ...inDirection(set, card) });
  return box(
    {
      ...CARD_SIZE,
      ...COLUMN,
      boxSizing: 'border-box',
      padding: `0 ${CARD_MARGIN}px`,
      backgroundColor: colours.paper,
      color: colours.ink,
      fontFamily: CARD_FONT_FAMILY,
    },
    [
      box({ ...row, height: 122, paddingTop: 20, borderBottom: `3px solid ${colours.ink}` }, [
        line(siteName, { fontWeight: CARD_WEIGHTS.display, letterSpacing: NAME_SPACING }),
      ]),
      box({ ...COLUMN, height: STORY_HEIGHT, justifyContent: 'center', ...(isFromRight ? AT_RIGHT : {}) }, [
        ...(kicker === null
          ? []
          : [
              box({ ...row, alignItems: 'flex-start', height: KICKER_HEIGHT }, [
                line(kicker, { fontWeight: CARD_WEIGHTS.display, color: colours.accent }),
              ]),
            ]),
        ...headline.lines.map((text) =>
          box(
            {
              fontSize: headline.size,
              fontWeight: CARD_WEIGHTS.display,
              lineHeight: headline.lineHeight,
              letterSpacing: headline.letterSpacing * headline.size,
              whiteSpace: 'nowrap',
              ...(isFromRight ? RIGHT_TO_LEFT : {}),
            },
            text,
          ),
        ),
      ]),
      box(
        {
          ...row,
          justifyContent: 'space-between',
          height: 90,
          paddingBottom: 12,
          borderTop: `1px solid ${colours.rule}`,
          color: colours.muted,
        },
        [date === null ? box({}, '') : line(date, {}), textLine(host, {})],
      ),
    ],
  );
}

const NAME_SPACING = '-0.008em';
const RIGHT_TO_LEFT: Style = { direction: 'rtl' };
const AT_RIGHT: Style = { alignItems: 'flex-end' };

/** Letters from right to left are joined, or stand as they were drawn: no room is taken from between them. */
const inDirection = ({ lines }: SetText, card: CardText): Style =>
  directionOf(lines[0] ?? '', card) === 'rtl' ? { ...RIGHT_TO_LEFT, letterSpacing: 0 } : {};

const ROW: Style = { display: 'flex', flexDirection: 'row', alignItems: 'center', boxSizing: 'border-box' };
const COLUMN: Style = { display: 'flex', flexDirection: 'column' };

const box = (style: Style, children: string | readonly Element[]): Element => ({
  type: 'div',
  props: { style, children },
});

const textLine = ({ lines, size }: SetText, style: Style): Element =>
  box({ fontSize: size, fontWeight: CARD_WEIGHTS.text, whiteSpace: 'nowrap', ...style }, lines[0] ?? '');
