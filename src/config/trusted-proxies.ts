import { isIP } from 'node:net';
import { z } from 'zod';

/** The ranges that Express knows by name. */
const NAMES: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);

const split = (text: string): string[] => (text === 'none' ? [] : text.split(',').map((part) => part.trim()));

/** Proxies with commas between, each an address, a subnet or a name of a range; `none` for none. */
export const TRUSTED_PROXIES_SCHEMA = z
  .string()
  .refine(
    (text) => split(text).every(isProxy),
    'is not a list of proxies. Give addresses, subnets such as 10.0.0.0/8, loopback, linklocal or uniquelocal, with commas between, or none.',
  )
  .transform((text) => [...new Set(split(text))]);

/** A subnet of everything would let every client choose its own address. */
function isProxy(text: string): boolean {
  if (NAMES.has(text)) return true;
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || address.includes('%') || rest.length > 0) return false;
  if (bits === undefined) return true;
  return /^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}
