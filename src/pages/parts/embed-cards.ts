import type { Embed, EmbedKind } from '../../domain/embeds/embed.ts';
import type { EmbedFacts } from '../../domain/embeds/embed-facts.ts';
import { fillEmbeds, hasEmbeds, type WrittenEmbed } from '../../domain/embeds/embed-marks.ts';
import { recogniseEmbed } from '../../domain/embeds/recognise-embed.ts';
import { fetchedSrc } from '../../domain/fetched-src.ts';
import { embedKey } from '../../domain/surrogate-keys.ts';
import { writeAttributes } from '../../html/attributes.ts';
import { decodeReferences, escapeHtml } from '../../html/escape.ts';
import type { SaidKey, SlotKey } from '../../words/word-keys.ts';
import type { PageContext } from './page-context.ts';
import { buildPictureView } from './picture-view.ts';

type ShownEmbed = Pick<Embed, 'kind'>;

/** What a reader does with it, before its title; of a post and of code, nothing but read. */
const ACTIONS: Readonly<Record<EmbedKind, SlotKey | null>> = {
  video: 'embed-watch',
  audio: 'embed-listen',
  chart: 'embed-open-chart',
  map: 'embed-open-map',
  post: null,
  code: null,
};

const KINDS: Readonly<Record<EmbedKind, Extract<SaidKey, `embed-on-${string}`>>> = {
  video: 'embed-on-video',
  audio: 'embed-on-audio',
  chart: 'embed-on-chart',
  map: 'embed-on-map',
  post: 'embed-on-post',
  code: 'embed-on-code',
};

/**
 * A body whose embeds are cards, of what is known of each now; notes in any case that the page depends on that. A card is a
 * link to the page elsewhere; where there is a player, it names it, and public/js/embed.js shows it when a reader asks.
 */
export function showEmbeds(context: PageContext, bodyHtml: string): string {
  if (!hasEmbeds(bodyHtml)) return bodyHtml;
  return fillEmbeds(bodyHtml, (written) => {
    const embed = recogniseEmbed(decodeReferences(written.href));
    if (embed === null) return null;
    context.uses(embedKey(embed.subject));
    const facts = context.catalog.embedFacts(embed.subject);
    return facts?.text == null || embed.kind !== 'post'
      ? writeCard(context, embed, written, facts)
      : writePost(context, embed, facts.text, facts.author);
  });
}

/** Title, author and picture of what stands elsewhere. */
function writeCard(
  context: PageContext,
  embed: Embed,
  written: WrittenEmbed,
  facts: EmbedFacts | null,
): string {
  const { words } = context;
  const { kind, url, playerUrl, shape } = embed;
  const title = titleOf(written, facts);
  const where = words.say(KINDS[kind], { provider: embed.name });
  const action = ACTIONS[kind];
  const picture = kind === 'post' ? null : pictureOf(context, embed, facts);
  const layout = picture !== null ? ['embed--pictured'] : playerUrl !== null ? ['embed--signed'] : [];
  const classes = ['embed', `embed--${kind}`, ...(shape === 'wide' ? [] : [`embed--${shape}`]), ...layout];
  const link = writeAttributes({
    class: 'embed__link',
    href: url,
    rel: 'external noopener',
    'data-player': playerUrl,
    'data-title': playerUrl === null ? null : (title ?? where),
  });
  const sign = playerUrl === null ? '' : '<span class="embed__sign"></span>';
  const shown = picture === null ? sign : `<span class="embed__picture">${picture}${sign}</span>`;
  const [before, after] =
    action === null || title === null
      ? ['', '']
      : words
          .around(action)
          .map((half) => (half === '' ? '' : `<span class="visually-hidden">${escapeHtml(half)}</span>`));
  const by = [
    ...(facts?.author == null ? [] : [`<bdi>${escapeHtml(facts.author)}</bdi>`]),
    title === null ? `<bdi>${escapeHtml(shownAddress(url))}</bdi>` : escapeHtml(where),
    ...(facts?.seconds == null ? [] : [`<bdi>${duration(facts.seconds)}</bdi>`]),
  ];
  return (
    `<figure class="${classes.join(' ')}"><a${link}>${shown}` +
    `<span class="embed__title">${before}<bdi>${escapeHtml(title ?? where)}</bdi>${after}</span></a>` +
    `<figcaption class="embed__by">${by.join(' · ')}</figcaption></figure>`
  );
}

/** The words of a post, and who wrote them where. */
function writePost({ words }: PageContext, embed: Embed, text: string, author: string | null): string {
  const by = author === null ? '' : `<bdi>${escapeHtml(author)}</bdi> · `;
  const link = `<a${writeAttributes({ href: embed.url, rel: 'external noopener' })}>${escapeHtml(words.say('embed-on-post', { provider: embed.name }))}</a>`;
  return (
    `<figure class="embed embed--post"><blockquote><p><bdi>${escapeHtml(text)}</bdi></p></blockquote>` +
    `<figcaption class="embed__by">${by}${link}</figcaption></figure>`
  );
}

/** The editor’s title, else the provider’s; null where only the address is known. */
function titleOf({ text }: WrittenEmbed, facts: EmbedFacts | null): string | null {
  const given = decodeReferences(text).trim();
  const isAddress = /^(?:(?:https?:)?\/\/|www\.)\S+$/i.test(given);
  return isAddress || given === '' ? (facts?.title ?? null) : given;
}

/** The site’s own copy of its picture; null while there is none. What is heard has a small one. */
function pictureOf(context: PageContext, { kind }: ShownEmbed, facts: EmbedFacts | null): string | null {
  const src = facts?.pictureUrl == null ? null : fetchedSrc(facts.pictureUrl);
  if (src === null) return null;
  const picture = { src, alt: '', caption: null, credit: null, focus: null };
  return buildPictureView(context, picture, kind === 'audio' ? 'teaser' : 'body')?.pictureHtml ?? null;
}

/** An address as readers see it: without scheme, and not longer than a line. */
function shownAddress(url: string): string {
  const bare = url.replace(/^https:\/\/(?:www\.)?/, '').replace(/\/$/, '');
  return bare.length <= 60 ? bare : `${bare.slice(0, 59)}…`;
}

/** `3:32`, `1:02:03`: as players write it in every language. */
function duration(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
