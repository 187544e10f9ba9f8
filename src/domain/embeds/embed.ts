/** What stands at an address of another site that a text shows as a card. */
export type EmbedKind = 'video' | 'audio' | 'post' | 'chart' | 'map' | 'code';

/** How high a player stands for its width: 16 to 9, upright, square-ish as charts and maps are, or a strip for sound. */
export type PlayerShape = 'wide' | 'tall' | 'chart' | 'strip';

/** Something on another site, as its address alone tells. All addresses are absolute and https. */
export interface Embed {
  /** The provider’s row, such as `youtube`. */
  readonly provider: string;
  /** As readers know the provider: `YouTube`. */
  readonly name: string;
  readonly kind: EmbedKind;
  /** The page that readers are led to; with the moment at which a video begins. */
  readonly url: string;
  /** The same without what is only the reader’s place in it: what is known of it is known by this. */
  readonly subject: string;
  /** What a frame shows once a reader asks for it; null where there is no player. */
  readonly playerUrl: string | null;
  readonly shape: PlayerShape;
  /** Where its provider tells title and author (oEmbed 1.0); null where nobody tells them without a contract. */
  readonly oembedUrl: string | null;
}

/** What a row of a provider reads of an address: all but what is said of the provider. */
export interface EmbedRead {
  readonly url: string;
  readonly subject?: string;
  readonly player?: string;
  readonly kind?: EmbedKind;
  readonly shape?: PlayerShape;
  /** The endpoint that is asked about the subject, up to and with `url=`; the row’s own where it is absent. */
  readonly oembed?: string;
}

/** One provider. */
export interface ProviderRow {
  readonly id: string;
  readonly name: string;
  readonly kind: EmbedKind;
  /** Without `www.` and `m.`. */
  readonly hosts: readonly string[];
  /** Up to and with `url=`; absent where there is none. */
  readonly oembed?: string;
  readonly shape?: PlayerShape;
  /** Null for an address of the provider that is nothing to be shown. `path` are the segments of its path, still encoded. */
  readonly read: (url: URL, path: readonly string[]) => EmbedRead | null;
}

/** An id of letters, digits, `_` and `-` of at most `most` characters; null for another. */
export const idOf = (text: string | null | undefined, most = 64): string | null =>
  text != null && text.length <= most && /^[\w-]+$/.test(text) ? text : null;

/** A number of at most 24 digits, as text; null for another. */
export const numberOf = (text: string | null | undefined): string | null =>
  text != null && /^\d{1,24}$/.test(text) ? text : null;

/** A segment of a path as it may stand in an address of ours, at most 200 characters; null for another. */
export const segmentOf = (text: string | null | undefined): string | null =>
  text != null && text.length <= 200 && /^(?:[\w.~!$&'()*+,;=:@-]|%[\da-f]{2})+$/i.test(text) ? text : null;

/** Seconds of `90`, `90s`, `1m30s`, `1h2m3s` and `1:02:03`; 0 for anything else. */
export function secondsOf(text: string | null | undefined): number {
  if (text == null) return 0;
  const clock = /^(?:(\d{1,2}):)?(\d{1,3}):(\d{2})$/.exec(text);
  const [, hours, minutes, seconds] =
    clock ?? /^(?:(\d{1,2})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?$/.exec(text) ?? [];
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
}
