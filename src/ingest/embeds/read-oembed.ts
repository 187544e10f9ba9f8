import { z } from 'zod';
import { decodeReferences } from '../../html/escape.ts';
import type { EmbedFacts } from '../../domain/embeds/embed-facts.ts';
import type { EmbedKind } from '../../domain/embeds/embed.ts';
import { cleanText } from '../../problems/clean-text.ts';
import { toWebAddress } from '../../problems/web-address.ts';

/** The longest that is shown of each, in characters. */
const LONGEST = { title: 300, author: 120, text: 1000 };

/** What an answer may hold that is not of its type counts as not said (oEmbed 1.0, §2.3.4). */
const text = z.string().max(100_000).optional().catch(undefined);
const ANSWER = z.object({
  title: text,
  author_name: text,
  thumbnail_url: text,
  html: text,
  duration: z.number().min(0).max(1e6).optional().catch(undefined),
});

/**
 * Reads the answer of an oEmbed provider: its words as text, whatever markup they hold, and the address of its picture. Of
 * its HTML nothing is taken but the words of a post. Null for what is no such answer, or tells nothing.
 */
export function readOembed(bytes: Uint8Array, kind: EmbedKind): EmbedFacts | null {
  const answer = ANSWER.safeParse(parseJson(bytes));
  if (!answer.success) return null;
  const { title, author_name, thumbnail_url, html, duration } = answer.data;
  const facts: EmbedFacts = {
    title: shown(title, LONGEST.title),
    author: shown(author_name, LONGEST.author),
    text: kind === 'post' ? postText(html ?? '') : null,
    pictureUrl: pictureOf(thumbnail_url),
    seconds: duration === undefined || duration < 1 ? null : Math.round(duration),
  };
  return facts.title === null && facts.author === null && facts.text === null && facts.pictureUrl === null
    ? null
    : facts;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

/** What turns the direction of the text around it, or hides in it. */
const UNSEEN = /[\u00ad\u200b\u202a-\u202e\u2066-\u2069]/g;

function shown(written: string | undefined, most: number): string | null {
  if (written === undefined) return null;
  const line = cleanText(
    written
      .slice(0, most * 4)
      .replace(UNSEEN, '')
      .replace(/\s+/g, ' '),
  );
  if (line === '') return null;
  const letters = [...line];
  return letters.length <= most
    ? line
    : `${letters
        .slice(0, most)
        .join('')
        .replace(/\s\S{0,30}$/, '')}…`;
}

/** The words of the first paragraph of a quote: X, Bluesky and their kin send a post so. */
function postText(html: string): string | null {
  const paragraph = /<blockquote[^<>]{0,2000}>\s*<p[^<>]{0,500}>([\s\S]{0,20000}?)<\/p>/i.exec(html)?.[1];
  if (paragraph === undefined) return null;
  const words = paragraph
    .replace(/<br[^<>]{0,20}>/gi, ' ')
    .replace(/<[^<>]{0,2000}>/g, '')
    // What stands for a picture of the post, which is not shown.
    .replace(/\bpic\.(?:twitter|x)\.com\/\w+|\[image or embed\]/g, '')
    .replace(/(?:\s+https:\/\/t\.co\/\w{1,20}){1,4}\s*$/, '');
  return shown(decodeReferences(words), LONGEST.text);
}

/** A picture is fetched from a public host by its name, over https. */
function pictureOf(written: string | undefined): string | null {
  const address = toWebAddress((written ?? '').replace(/^\/\//, 'https://'));
  const url = address === null ? null : URL.parse(address);
  const isNamed = url?.protocol === 'https:' && url.port === '' && /\.[a-z][a-z\d-]*$/i.test(url.hostname);
  return isNamed ? address : null;
}
