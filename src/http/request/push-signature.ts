import { createHmac, type Hmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Checks one request’s signature while its body comes in. */
export interface PushSignature {
  /** Takes the next bytes of the body, as they came. */
  update(bytes: Uint8Array): void;
  /** Whether one of the request’s signatures is right, now that the body is whole. */
  isGenuine(): boolean;
}

/** Headers that hold the HMAC-SHA256 of the body in hexadecimal, with `sha256=` before it or without. */
const HEX_HEADERS = [
  // GitHub, Gitea and Forgejo; and what machines tell each other.
  'x-hub-signature-256',
  // Bitbucket; of GitHub it is a SHA-1 beside the better one, and not looked at.
  'x-hub-signature',
  'x-gitea-signature',
  'x-forgejo-signature',
  'x-gogs-signature',
] as const;

const PREFIX = 'whsec_';

/**
 * Begins to check a request that says a branch was pushed, by the ways in which git hosts sign: the HMAC in a header
 * (GitHub, Gitea, Forgejo, Bitbucket), Standard Webhooks (GitLab’s signing token), and the secret itself (GitLab’s secret token).
 * Null where the request has no signature that is known here. How old a signature is does not matter: whoever repeats a
 * request has the branch asked for once more.
 */
export function checkPush(headers: IncomingHttpHeaders, secret: string): PushSignature | null {
  const token = one(headers['x-gitlab-token']);
  const hex = HEX_HEADERS.flatMap((name) => hexOf(one(headers[name])));
  const standard = standardSignatures(one(headers['webhook-signature']));
  const id = `${one(headers['webhook-id'])}.${one(headers['webhook-timestamp'])}.`;
  const ofBody = hex.length > 0 ? createHmac('sha256', secret) : null;
  const ofMessage = standard.length > 0 ? createHmac('sha256', standardKey(secret)).update(id) : null;
  if (token === '' && ofBody === null && ofMessage === null) return null;
  return {
    update(bytes) {
      ofBody?.update(bytes);
      ofMessage?.update(bytes);
    },
    isGenuine() {
      const isSecret = token !== '' && isSameText(token, secret);
      const isSigned = isOneOf(ofBody, hex);
      return isOneOf(ofMessage, standard) || isSigned || isSecret;
    },
  };
}

/** The value of `X-Hub-Signature-256` for a body. */
export const signPush = (secret: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

const one = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value)?.trim() ?? '';

function hexOf(value: string): Buffer[] {
  const [, hex] = /^(?:sha256=)?([0-9a-f]{64})$/i.exec(value) ?? [];
  return hex === undefined ? [] : [Buffer.from(hex, 'hex')];
}

/** Several stand with blanks between, so that a secret can be changed; each has its version before it. */
function standardSignatures(value: string): Buffer[] {
  return value
    .split(' ')
    .slice(0, 8)
    .flatMap((part) => (part.startsWith('v1,') ? [Buffer.from(part.slice(3), 'base64')] : []))
    .filter(({ length }) => length === 32);
}

/** What follows `whsec_` is base64; a secret without it is its own text. */
function standardKey(secret: string): Buffer {
  return secret.startsWith(PREFIX) ? Buffer.from(secret.slice(PREFIX.length), 'base64') : Buffer.from(secret);
}

function isOneOf(hmac: Hmac | null, given: readonly Buffer[]): boolean {
  if (hmac === null) return false;
  const right = hmac.digest();
  return given.filter((signature) => timingSafeEqual(signature, right)).length > 0;
}

/** By their digests, which have one length: how long the secret is, is not told either. */
function isSameText(given: string, right: string): boolean {
  const digest = (text: string): Buffer => createHmac('sha256', 'length').update(text).digest();
  return timingSafeEqual(digest(given), digest(right));
}
