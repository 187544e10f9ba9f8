/** Where scripts that load pictures late leave the address; the largest comes first. */
const LATE = ['data-orig-file', 'data-large-file', 'data-lazy-src', 'data-src', 'data-original', 'data-lazy'];
const LATE_SETS = ['data-lazy-srcset', 'data-srcset', 'srcset'];
/** What stands in the place of a picture until a script puts it there. */
const STAND_IN =
  /^data:|(?:^|\/)(?:blank|spacer|placeholder|transparent|loading|lazy|pixel|1x1)[\w-]{0,20}\.(?:gif|png|svg|jpe?g)$/i;

/**
 * The address of the picture that an `<img>` shows: its `src`, or what a script would have put there, or the largest of its
 * `srcset`. '' for none. An address without a scheme gets one.
 */
export function shownSrc(attribute: (name: string) => string | undefined): string {
  const src = attribute('src')?.trim() ?? '';
  const address = src === '' || STAND_IN.test(src) ? (lateSrc(attribute) ?? src) : src;
  return address.startsWith('//') ? `https:${address}` : address;
}

function lateSrc(attribute: (name: string) => string | undefined): string | null {
  for (const name of LATE) {
    const late = attribute(name)?.trim() ?? '';
    if (late !== '' && !late.startsWith('data:')) return late;
  }
  for (const name of LATE_SETS) {
    const largest = largestOf(attribute(name) ?? '');
    if (largest !== null) return largest;
  }
  return null;
}

/** The candidate of a `srcset` with the largest descriptor. */
function largestOf(srcset: string): string | null {
  let best: { readonly address: string; readonly size: number } | null = null;
  for (const candidate of srcset.slice(0, 10_000).split(/,\s/)) {
    const [address = '', size = '1x'] = candidate.trim().split(/\s+/);
    const value = Number.parseFloat(size) || 0;
    if (address !== '' && !address.startsWith('data:') && (best === null || value > best.size)) {
      best = { address, size: value };
    }
  }
  return best?.address ?? null;
}
