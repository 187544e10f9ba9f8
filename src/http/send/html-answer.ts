import { type HeaderList, HTML } from '../../cache/page-entry.ts';
import { pagePolicy } from '../page-policy.ts';
import type { SiteDeps } from '../site-deps.ts';

/** What every rendered page is sent with, besides its caching: its type, and a policy of its own where its parts need one. */
export const htmlAnswer = (
  { address: { origin }, looks }: Pick<SiteDeps, 'address' | 'looks'>,
  html: string,
): { readonly body: string; readonly contentType: string; readonly headers: HeaderList } => ({
  body: html,
  contentType: HTML,
  headers: pagePolicy(html, { origin, ...looks }),
});
