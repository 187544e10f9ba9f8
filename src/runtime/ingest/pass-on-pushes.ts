import { lookup } from 'node:dns/promises';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import type { Logger } from 'pino';
import { PUSH_PATH } from '../../domain/urls.ts';
import { PASSED_ON_HEADER } from '../../http/handlers/push-handler.ts';
import { signPush } from '../../http/request/push-signature.ts';
import { limitTime } from '../shared-views/limit-time.ts';

export interface PassOnPushesOptions {
  /** Origins of the other machines; a host name stands for all its addresses. */
  readonly peers: readonly string[];
  /** What signs it; null where nothing is passed on. */
  readonly secret: string | null;
  readonly log: Logger;
  /** Told of each machine, whether it took it. */
  readonly onTold?: (isTaken: boolean) => void;
}

/** A machine that has not answered by then asks for the branch by itself soon enough; in ms. */
const PATIENCE_MS = 2_000;
/** A name that stands for more than these is none of a few machines. */
const MOST_ADDRESSES = 64;

/**
 * Makes the way by which a machine that heard of a push tells the others, each address of each name. Calls while that is
 * under way are one more round after it. Who is not reached is one line for debugging: each machine asks for the branch
 * every few seconds by itself. The machine may be among its own peers, which costs one question to itself.
 */
export function passOnPushes({ peers, secret, log, onTold = () => {} }: PassOnPushesOptions): () => void {
  let isUnderWay = false;
  let isWanted = false;

  const tellOne = async (origin: URL, address: string, family: number): Promise<void> => {
    try {
      const status = await post(origin, { address, family }, secret ?? '');
      onTold(status === 202);
      if (status !== 202) log.debug({ peer: origin.host, address, status }, 'a push was not taken by a peer');
    } catch (error) {
      onTold(false);
      log.debug({ err: error, peer: origin.host, address }, 'a push did not reach a peer');
    }
  };
  const tellPeer = async (peer: string): Promise<void> => {
    const origin = new URL(peer);
    try {
      // A resolver that hangs would hold up the next round.
      const found = await limitTime(lookup(bare(origin.hostname), { all: true }), PATIENCE_MS, () => {});
      const chosen = found.slice(0, MOST_ADDRESSES);
      await Promise.all(chosen.map(({ address, family }) => tellOne(origin, address, family)));
    } catch (error) {
      onTold(false);
      log.debug({ err: error, peer: origin.host }, 'a peer was not found');
    }
  };
  const round = async (): Promise<void> => {
    isUnderWay = true;
    while (isWanted) {
      isWanted = false;
      await Promise.all(peers.map(tellPeer));
    }
    isUnderWay = false;
  };
  return () => {
    if (secret === null || peers.length === 0) return;
    isWanted = true;
    if (!isUnderWay) void round();
  };
}

/** An address of IPv6 without its brackets. */
const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

/** Posts to one address of a machine. Resolves to the status; rejects where there is none in time. */
function post(
  { protocol, hostname: written, host, port }: URL,
  { address, family }: { readonly address: string; readonly family: number },
  secret: string,
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const body = '{"pushed":true}';
  const hostname = bare(written);
  const send = protocol === 'https:' ? requestHttps : requestHttp;
  const request = send(
    {
      host: address,
      family,
      port: port === '' ? undefined : port,
      // The certificate is that of the name; an address is none.
      ...(protocol === 'https:' && isIP(hostname) === 0 ? { servername: hostname } : {}),
      method: 'POST',
      path: PUSH_PATH,
      headers: {
        host,
        'content-type': 'application/json',
        'content-length': body.length,
        'user-agent': 'Dateline',
        'x-hub-signature-256': signPush(secret, body),
        [PASSED_ON_HEADER]: '1',
      },
      agent: false,
      signal: AbortSignal.timeout(PATIENCE_MS),
    },
    (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    },
  );
  request.on('error', reject);
  request.end(body);
  return promise;
}
