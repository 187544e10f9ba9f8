import type { LookupAddress } from 'node:dns';
import { lookup as lookUp } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { FetchError } from './fetch-error.ts';
import { isPublicAddress } from './public-address.ts';

/** Looks up all addresses of a name. Rejects with an error that has a `code`, as node:dns does. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** The machine’s own resolver, /etc/hosts included. */
export const resolveName: Resolve = (hostname) => lookUp(hostname, { all: true });

/** The error for a host that leads to an address which nothing may be fetched from. */
export const privateAddressError = (hostname: string, address: string): FetchError =>
  new FetchError(
    'address-private',
    hostname === address
      ? `The address ${address} is not a public one.`
      : `The name ${hostname} leads to ${address}, which is not a public address.`,
    'Use a public address; PARTNER_FEEDS_ALLOW_PRIVATE=true lets addresses of your own network in.',
  );

/**
 * A `lookup` for node:http that hands on only what was judged, so that the connection goes where the judge
 * looked and a second answer of the name server changes nothing. A name with one address that is not public
 * is refused whole. Its errors are FetchErrors or those of `resolve`.
 */
export function createLookup(resolve: Resolve, allowPrivate: boolean): LookupFunction {
  const judged = async (hostname: string): Promise<LookupAddress[]> => {
    const found = [...(await resolve(hostname))];
    const refused = allowPrivate ? undefined : found.find(({ address }) => !isPublicAddress(address));
    if (refused !== undefined) throw privateAddressError(hostname, refused.address);
    if (found.length === 0) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
    return found;
  };
  return (hostname, options, callback) => {
    judged(hostname).then(
      (found) => {
        const [first] = found;
        if (options.all === true) callback(null, found);
        else callback(null, first?.address ?? '', first?.family ?? 4);
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    );
  };
}
