import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits: nobody guesses one, so that its digest needs no salt. */
const SECRET_BYTES = 32;

/** A secret that nobody guesses, of 43 characters that addresses, cookies and headers carry as they are. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** What is stored of a secret: who reads the file learns none. */
export const digestOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Another secret for one purpose, made of a secret that whoever has this one does not learn (HMAC-SHA-256). */
export const derivedSecret = (secret: string, purpose: string): string =>
  createHmac('sha256', secret).update(purpose).digest('base64url');

/** Whether two secrets are the same, in a time that does not tell where they differ. */
export function isSameSecret(given: string, wanted: string): boolean {
  const [left, right] = [given, wanted].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
