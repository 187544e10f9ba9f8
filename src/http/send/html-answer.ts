import { type HeaderList, HTML } from '../../cache/page-entry.ts';
import { pagePolicy } from '../page-policy.ts';
import type { SiteDeps } from '../site-deps.ts';

/** What every rendered page is sent with, besides its caching: its type, and the policy that its styles and parts need. */
export const htmlAnswer = (
  { address: { origin } }: Pick<SiteDeps, 'address'>,
  html: string,
): { readonly body: string; readonly contentType: string; readonly headers: HeaderList } => ({
  body: html,
  contentType: HTML,
  headers: pagePolicy(html, origin),
});
