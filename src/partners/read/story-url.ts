const MOST_CHARACTERS = 2_000;

/**
 * Parameters that say where a reader comes from and never which story it is: of Google (utm_…, gclid,
 * gbraid, wbraid, dclid, srsltid, _ga, _gl), Meta (fbclid), Microsoft (msclkid), Yandex (yclid, ysclid),
 * X (twclid, ref_src, ref_url), TikTok (ttclid), Instagram (igshid, igsh), LinkedIn (li_fat_id), Yahoo
 * (guccounter, guce_…), Matomo (pk_…, mtm_…), AT Internet and Piano (at_…, xtor), Comscore (ns_…), Adobe
 * (s_cid, cmpid), Mailchimp (mc_cid, mc_eid), HubSpot (_hsenc, _hsmi, hsa_…), Marketo (mkt_tok), Omeda
 * (oly_…), Vero (vero_…), Wicked (wickedid).
 */
const TRACKING = new RegExp(
  '^(?:utm_.*|at_.*|pk_(?:campaign|kwd|keyword|source|medium|content|cid)|mtm_.*|hsa_.*|oly_.*|vero_.*|guce_.*' +
    '|mc_[ce]id|_hs(?:enc|mi)|ns_(?:mchannel|source|campaign|linkname|fee)|_g[al]|guccounter' +
    '|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|srsltid|msclkid|ysclid|yclid|twclid|ttclid|igshid|igsh' +
    '|li_fat_id|mkt_tok|wickedid|ref_src|ref_url|xtor|s_cid|cmpid)$',
  'i',
);

/** Parameters that track only where their value says that the reader comes from a feed or a newsletter. */
const SOURCE = /^(?:ref|source|src|from|via|partner|emc|ncid|cmp)=(?:rss|atom|feed|newsletter|rss-[^&]*)$/i;

/**
 * The address of a story as it is shown and compared: absolute, http(s), without tracking parameters and
 * without a fragment, unless that names the story (`#!`). The rest of its query stays as it is written.
 * Null for what is no such address, holds credentials, or is longer than 2,000 characters.
 */
export function readStoryUrl(written: string, base: string): string | null {
  if (written.length > MOST_CHARACTERS * 2) return null;
  // Feeds that escape twice leave this in an address, where nothing else does.
  const url = URL.parse(written.trim().replaceAll('&amp;', '&'), base);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  if (url.username !== '' || url.password !== '') return null;
  if (!url.hash.startsWith('#!')) url.hash = '';
  if (url.search !== '') {
    const kept = url.search
      .slice(1)
      .split('&')
      .filter((pair) => !SOURCE.test(pair) && !TRACKING.test(pair.split('=', 1)[0] ?? ''));
    url.search = kept.join('&');
  }
  return url.href.length <= MOST_CHARACTERS ? url.href : null;
}

/** What is equal in two addresses of the same page: not the scheme, `www.` and a slash at the end. */
export const storyKey = (url: string): string =>
  url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/(?=$|\?)/, '');
