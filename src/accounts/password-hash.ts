import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive: (algorithm: 'argon2id', parameters: Argon2Parameters) => Promise<Buffer> = promisify(argon2);

/** KiB, passes, lanes: OWASP's Password Storage Cheat Sheet; 19 MiB and about 50 ms of a thread beside the event loop. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const NONCE_BYTES = 16;
const TAG_BYTES = 32;

/** The same password is the same bytes, whatever keyboard composed it (NIST SP 800-63B §5.1.1.2). */
const messageOf = (password: string): Buffer => Buffer.from(password.normalize('NFKC'), 'utf8');

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** What is stored of a password, in the PHC string format: `$argon2id$v=19$m=19456,t=2,p=1$SALT$TAG`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(NONCE_BYTES);
  return phcOf(
    nonce,
    await derive('argon2id', { message: messageOf(password), nonce, tagLength: TAG_BYTES, ...COST }),
  );
}

/** What is compared with where nothing is stored: as long to check, and no password is right. */
export const hashOfNothing = (): string => phcOf(randomBytes(NONCE_BYTES), randomBytes(TAG_BYTES));

function phcOf(nonce: Buffer, tag: Buffer): string {
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(tag)}`;
}

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Whether a password is that of a stored text; false for a text that is none of ours. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const found = PHC.exec(stored);
  if (found === null) return false;
  const [memory = 0, passes = 0, parallelism = 0] = found.slice(1, 4).map(Number);
  const [nonce, tag] = found.slice(4).map((text) => Buffer.from(text, 'base64'));
  if (nonce === undefined || tag === undefined) return false;
  const message = messageOf(password);
  const made = await derive('argon2id', {
    message,
    nonce,
    tagLength: tag.length,
    memory,
    passes,
    parallelism,
  });
  return timingSafeEqual(made, tag);
}
