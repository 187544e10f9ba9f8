import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** What a test may get wrong on purpose. */
export interface Tampering {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly isVerified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly type?: string;
}

interface Options {
  readonly challenge: string;
  readonly rpId?: string;
  readonly rp?: { readonly id?: string };
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;
/** COSE: EC2, ES256, P-256 (RFC 9053 §7.1.1). */
const COSE = { kty: 1, alg: 3, curve: -1, x: -2, y: -3 } as const;

/** An authenticator of ES256 in memory, which signs whatever a test asks for (WebAuthn §6.1, §6.5.4: attestation `none`). */
export function createSoftAuthenticator(origin: string, userHandle: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  let counter = 0;

  function dataOf({ challenge, rpId, rp }: Options, type: string, tampering: Tampering, attested: Buffer) {
    counter += 1;
    const client = {
      type: tampering.type ?? type,
      challenge: tampering.challenge ?? challenge,
      origin: tampering.origin ?? origin,
      crossOrigin: false,
    };
    const flags =
      PRESENT + (tampering.isVerified === false ? 0 : VERIFIED) + (attested.length > 0 ? ATTESTED : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(tampering.counter ?? counter);
    const host = createHash('sha256')
      .update(tampering.rpId ?? rpId ?? rp?.id ?? '')
      .digest();
    return {
      clientDataJSON: Buffer.from(JSON.stringify(client)),
      authData: Buffer.concat([host, Buffer.from([flags]), count, attested]),
    };
  }

  const credential = (response: object) => ({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response,
  });

  return {
    id: id.toString('base64url'),
    /** Answers `navigator.credentials.create`. */
    make(options: Options, tampering: Tampering = {}) {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const attested = Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey)]);
      const { clientDataJSON, authData } = dataOf(options, 'webauthn.create', tampering, attested);
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authData)],
      ]);
      return credential({
        clientDataJSON: clientDataJSON.toString('base64url'),
        attestationObject: Buffer.from(isoCBOR.encode(attestation as never)).toString('base64url'),
        transports: ['internal'],
      });
    },
    /** Answers `navigator.credentials.get`. */
    sign(options: Options, tampering: Tampering = {}) {
      const { clientDataJSON, authData } = dataOf(options, 'webauthn.get', tampering, Buffer.alloc(0));
      const hash = createHash('sha256').update(clientDataJSON).digest();
      return credential({
        clientDataJSON: clientDataJSON.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signatureOf(Buffer.concat([authData, hash]), privateKey),
        userHandle: Buffer.from(tampering.userHandle ?? userHandle).toString('base64url'),
      });
    },
  };
}

const signatureOf = (bytes: Buffer, key: KeyObject): string =>
  createSign('sha256').update(bytes).sign(key).toString('base64url');

function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const map = new Map<number, number | Uint8Array>([
    [COSE.kty, 2],
    [COSE.alg, -7],
    [COSE.curve, 1],
    [COSE.x, new Uint8Array(Buffer.from(x, 'base64url'))],
    [COSE.y, new Uint8Array(Buffer.from(y, 'base64url'))],
  ]);
  return Buffer.from(isoCBOR.encode(map as never));
}
