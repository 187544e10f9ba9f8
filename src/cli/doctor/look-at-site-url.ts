import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect } from 'node:tls';
import { type Finding, ok, reasonOf, warning } from './finding.ts';

/** How long the name, and whoever answers to it, may take, in ms. */
const PATIENCE_MS = 5_000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Certificates that are renewed by themselves have more than that left. */
const LEAST_DAYS = 14;

/**
 * Whether readers find the site where SITE_URL says: its name leads somewhere, and the certificate that is shown there is
 * valid for a while. All of it is a warning at most, as the site can be served without. `now` in ms since 1970.
 */
export async function lookAtSiteUrl(origin: string, now: number): Promise<Finding> {
  const { protocol, hostname, port } = new URL(origin);
  const name = hostname.replace(/^\[|\]$/g, '');
  const looked = await Promise.race([lookup(name).catch((error: unknown) => error), silence()]);
  if (looked === null || looked instanceof Error) {
    const reason = looked === null ? 'no answer' : reasonOf(looked);
    return warning('SITE_URL', `${name} leads nowhere (${reason})`, 'Give the name an address in DNS.');
  }
  const { address } = looked as { address: string };
  if (protocol === 'http:') return ok('SITE_URL', `${origin} leads to ${address}`);
  const socket = connect({
    host: name,
    port: Number(port || 443),
    servername: /[a-z]/i.test(name) ? name : '',
  });
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(PATIENCE_MS) });
    const days = Math.floor((Date.parse(socket.getPeerCertificate().valid_to) - now) / DAY_MS);
    if (days >= LEAST_DAYS)
      return ok('SITE_URL', `${origin} leads to ${address}; its certificate has ${days} days left`);
    return warning('SITE_URL', `its certificate has ${days} days left`, 'See why it was not renewed.');
  } catch (error) {
    const cure =
      'See the log of the proxy that has the certificate (deploy/README.md), and that port 443 is open.';
    return warning('SITE_URL', `${origin} shows no valid certificate (${reasonOf(error)})`, cure);
  } finally {
    socket.destroy();
  }
}

function silence(): Promise<null> {
  return new Promise((resolve) => void setTimeout(resolve, PATIENCE_MS, null).unref());
}
