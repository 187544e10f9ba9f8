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
import type { CardText } from './card-text.ts';
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
    const svg = await satori(buildCard(layout, colours), { ...CARD_SIZE, fonts });
    return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
  };
}

/** The card as satori takes it. Texts are set as they are: no markup is read in them. */
function buildCard(layout: CardLayout, colours: CardColours): Element {
  const { siteName, kicker, headline, date, host } = layout;
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
      box({ ...ROW, height: 122, paddingTop: 20, borderBottom: `3px solid ${colours.ink}` }, [
        textLine(siteName, { fontWeight: CARD_WEIGHTS.display, letterSpacing: '-0.008em' }),
      ]),
      box({ ...COLUMN, height: STORY_HEIGHT, justifyContent: 'center' }, [
        ...(kicker === null
          ? []
          : [
              box({ ...ROW, alignItems: 'flex-start', height: KICKER_HEIGHT }, [
                textLine(kicker, { fontWeight: CARD_WEIGHTS.display, color: colours.accent }),
              ]),
            ]),
        ...headline.lines.map((line) =>
          box(
            {
              fontSize: headline.size,
              fontWeight: CARD_WEIGHTS.display,
              lineHeight: headline.lineHeight,
              letterSpacing: headline.letterSpacing * headline.size,
              whiteSpace: 'nowrap',
            },
            line,
          ),
        ),
      ]),
      box(
        {
          ...ROW,
          justifyContent: 'space-between',
          height: 90,
          paddingBottom: 12,
          borderTop: `1px solid ${colours.rule}`,
          color: colours.muted,
        },
        [date === null ? box({}, '') : textLine(date, {}), textLine(host, {})],
      ),
    ],
  );
}

const ROW: Style = { display: 'flex', flexDirection: 'row', alignItems: 'center', boxSizing: 'border-box' };
const COLUMN: Style = { display: 'flex', flexDirection: 'column' };

const box = (style: Style, children: string | readonly Element[]): Element => ({
  type: 'div',
  props: { style, children },
});

const textLine = ({ lines, size }: SetText, style: Style): Element =>
  box({ fontSize: size, fontWeight: CARD_WEIGHTS.text, whiteSpace: 'nowrap', ...style }, lines[0] ?? '');
