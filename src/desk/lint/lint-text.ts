import type { PlacedLink } from '../../domain/marks/text-link.ts';
import { good, hint, type LintFinding } from './lint-finding.ts';
import type { LintedStory } from './linted-story.ts';
import { widthOf } from './text-measure.ts';

/** Widths, in letters of Latin: about 200 words of a paragraph, and 900 of a text without anything to rest at. */
const MOST_PARAGRAPH = 1200;
const MOST_UNDIVIDED = 5500;
/** Dead links that are told one by one. */
const MOST_TOLD = 10;

/** What readers stumble at in the text. */
export function lintText(
  { plainText, bodyHtml, links }: LintedStory,
  leadsSomewhere: (link: PlacedLink) => boolean,
): LintFinding[] {
  const field = null;
  const paragraphs = plainText.split('\n').filter((line) => line.length > MOST_PARAGRAPH / 2);
  const long = paragraphs.filter((paragraph) => widthOf(paragraph) > MOST_PARAGRAPH);
  const isUndivided =
    !/<h[2-6][ >]/.test(bodyHtml) && widthOf(plainText.slice(0, 2 * MOST_UNDIVIDED)) > MOST_UNDIVIDED;
  const dead = links.filter((link) => !leadsSomewhere(link));
  return [
    ...dead
      .slice(0, MOST_TOLD)
      .map(({ written, line }) => hint('lint-link-dead', { field, line, values: { address: written } })),
    ...(links.length > 0 && dead.length === 0
      ? [good('lint-links-good', { field, values: { count: links.length } })]
      : []),
    ...(isUndivided ? [hint('lint-text-undivided', { field })] : []),
    ...(long.length > 0
      ? [hint('lint-paragraph-long', { field, values: { opening: (long[0] ?? '').slice(0, 40).trimEnd() } })]
      : []),
  ];
}
