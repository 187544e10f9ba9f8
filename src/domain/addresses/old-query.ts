/** The parameters by which WordPress names a post, a page or an attachment, as in `/?p=123`. */
const NAMED = /[?&](p|page_id|attachment_id)=0*(\d{1,18})(?=[&#]|$)/i;

/**
 * The part of an address's query by which an old address is known: `?p=123`, of `?preview=true&p=0123` as well; the
 * first parameter of this kind whose value is a number counts. Null for any other query. Cheap, for every request.
 */
export function oldQueryOf(address: string): string | null {
  const from = address.indexOf('?');
  const found = from < 0 ? null : NAMED.exec(address.slice(from));
  return found === null ? null : `?${(found[1] ?? '').toLowerCase()}=${found[2] ?? ''}`;
}
