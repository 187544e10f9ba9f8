import type { Edit } from '../../../problems/edited-text.ts';
import { quoteText } from '../../../problems/quote-text.ts';
import { warning } from '../inspect/body-finding.ts';
import type { PlacedFinding } from '../inspect/inspect-tokens.ts';
import { meantByElement } from './raw-html/meant-by-element.ts';
import { placeElement } from './raw-html/place-element.ts';
import { readElement } from './raw-html/read-element.ts';
import type { TextStep } from './text-step.ts';

const MAY_HOLD =
  /<(?:iframe|object|embed|video|audio|amp-iframe|amp-youtube|lite-youtube)(?=[\s/>])|(?:twitter-tweet|bluesky-embed|mastodon-embed|reddit-embed-bq|reddit-card|fb-post|fb-video|instagram-media|tiktok-embed|text-post-media|flourish-embed|telegram-widget|gist\.github\.com)/i;
const STARTS =
  /<(?:iframe|object|embed|video|audio|blockquote|div|script|amp-iframe|amp-youtube|lite-youtube)(?=[\s/>])/gi;
/** So many elements of a text are looked at; what is beyond is left to the sanitiser. */
const MOST = 2000;

/**
 * Frames, players and providers’ snippets, which raw HTML of other systems is full of, become what they mean in our own
 * Markdown: an address alone in its paragraph, `![Title](clip.mp4)`, or a link. Scripts that only fill them go.
 */
export const RAW_EMBEDS: TextStep = {
  name: 'raw-embeds',
  mayApply: (text) => text.includes('<') && MAY_HOLD.test(text),
  run({ text, isInCode }) {
    const edits: Edit[] = [];
    const frames: { host: string; offset: number }[] = [];
    let end = 0;
    let looked = 0;
    for (const { index } of text.matchAll(STARTS)) {
      if (index < end) continue;
      looked += 1;
      if (looked > MOST) break;
      const element = readElement(text, index);
      const meant = element && meantByElement(element);
      if (element === null || meant === null || isInCode(index)) continue;
      end = element.end;
      const replacement = meant.kind === 'nothing' ? '' : placeElement(text, element.start, end, meant);
      edits.push({ start: element.start, end, replacement });
      if (meant.kind === 'link')
        frames.push({ host: URL.parse(meant.url)?.hostname ?? meant.url, offset: index });
    }
    return { edits, findings: tellFrames(frames) };
  },
};

function tellFrames(frames: readonly { host: string; offset: number }[]): PlacedFinding[] {
  const [first] = frames;
  if (first === undefined) return [];
  const hosts = [...new Set(frames.map(({ host }) => host))];
  const others = frames.length === 1 ? '' : ` There are ${frames.length} such frames in it.`;
  return [
    {
      offset: first.offset,
      ...warning(
        'frame-linked',
        `A frame of ${quoteText(hosts[0] ?? '')} became a link: pages show frames of known providers alone.${others}`,
        'Write it as a link that says what it shows: [The map of the fires](https://…).',
      ),
      about: hosts[0] ?? '',
    },
  ];
}
