import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { PreviewLink, PreviewLinkStore } from './preview-link-store.ts';

export interface PreviewLinksDeps {
  readonly store: PreviewLinkStore;
  readonly secret: Uint8Array;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What a link is to show, and for how long. */
export interface PreviewLinkWish extends Pick<PreviewLink, 'file' | 'at' | 'by'> {
  /** From 1 to MOST_DAYS. */
  readonly days: number;
}

/** Links to previews: who has one needs nothing else, so each ends by itself and can be ended before. */
export interface PreviewLinks extends Pick<PreviewLinkStore, 'revoke'> {
  /** Makes one. @throws RangeError for a time that is none. */
  make(wish: PreviewLinkWish): PreviewLink;
  /** Those that work. */
  list(): readonly PreviewLink[];
  /** One that works, by its id; null for none. */
  get(id: string): PreviewLink | null;
  /** What stands in its address. */
  tokenOf(link: PreviewLink): string;
  /** The link of a token; null for one that is unknown, altered, over or revoked, which take the same time. */
  verify(token: string): PreviewLink | null;
}

export const USUAL_DAYS = 7;
export const MOST_DAYS = 90;
const DAY_MS = 86_400_000;
/** Of 128 and 256 bits, in base64url. */
const TOKEN = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;
/** Stands in for a link that is not there, so that looking for it takes as long. */
const NONE: PreviewLink = { id: '', file: null, at: null, until: 0, madeAt: 0, by: '' };

/** Makes and verifies links, signed with the site's own secret (HMAC-SHA-256, RFC 2104) over all that they show. */
export function createPreviewLinks({ store, secret, now }: PreviewLinksDeps): PreviewLinks {
  const sign = ({ id, file, at, until }: PreviewLink): Buffer =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['preview', id, file, at, until]))
      .digest();
  return {
    revoke: store.revoke,
    list: () => store.list(now()),
    get(id) {
      const link = store.get(id);
      return link === null || link.until <= now() ? null : link;
    },
    tokenOf: (link) => `${link.id}.${sign(link).toString('base64url')}`,
    make({ file, at, by, days }) {
      if (!(days >= 1 && days <= MOST_DAYS))
        throw new RangeError(`${days} is not from 1 to ${MOST_DAYS} days`);
      const madeAt = Math.floor(now());
      const id = randomBytes(16).toString('base64url');
      const link = { id, file, at, until: madeAt + Math.round(days * DAY_MS), madeAt, by };
      store.put(link);
      return link;
    },
    verify(token) {
      const [, id = '', given = ''] = TOKEN.exec(token) ?? [];
      const link = store.get(id) ?? NONE;
      const signature = sign(link);
      const sent = Buffer.alloc(signature.length, given, 'base64url');
      // A token has one form, so that what was written otherwise is another.
      const isSame = timingSafeEqual(signature, sent) && signature.toString('base64url') === given;
      return isSame && link !== NONE && link.until > now() ? link : null;
    },
  };
}
