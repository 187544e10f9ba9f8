import { z } from 'zod';
import { SHARE_NETWORKS, type ShareNetwork } from '../domain/hosts/share-networks.ts';
import { quoteText } from '../problems/quote-text.ts';
import { refuse } from '../problems/reading/text-fields.ts';
import { didYouMean } from '../problems/suggest-name.ts';

/** What says that there is none. */
const NONE = new Set(['no', 'none', 'false', 'off', '']);

/** `share` of site.yaml: networks in the order in which stories offer them, each once; `no` or an empty list for none. */
export function shareField() {
  const one = z.string().transform((written) => (NONE.has(written.trim().toLowerCase()) ? [] : [written]));
  return z
    .union([one, z.array(z.string())])
    .pipe(z.array(networkField()))
    .transform((networks): readonly ShareNetwork[] => [...new Set(networks)]);
}

function networkField() {
  return z.string().transform((written, context): ShareNetwork => {
    const name = written.trim().toLowerCase();
    const network = SHARE_NETWORKS.find((one) => one === name);
    if (network !== undefined) return network;
    return refuse(context, `${quoteText(written)} is no network that stories are shared to.`, {
      code: 'share-unknown',
      hint: `${didYouMean(name, SHARE_NETWORKS)}Write some of ${SHARE_NETWORKS.join(', ')}, or no.`,
    });
  });
}
