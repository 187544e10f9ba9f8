import { sayDesk } from '../../words/desk/desk-words.ts';
import { DeskError } from '../desk-error.ts';

/** The properties of a post: every value a list (https://microformats.org/wiki/microformats2-json). */
export type EntryProperties = Readonly<Record<string, readonly unknown[]>>;

/** What a client of Micropub asks for (W3C Micropub §3.3–3.5). */
export type MicropubRequest =
  | { readonly kind: 'create'; readonly properties: EntryProperties }
  | {
      readonly kind: 'update';
      readonly url: string;
      readonly replace: EntryProperties;
      readonly add: EntryProperties;
      /** Whole properties, or values of them. */
      readonly remove: readonly string[] | EntryProperties;
    }
  | { readonly kind: 'delete' | 'undelete'; readonly url: string };

const RESERVED = new Set(['h', 'action', 'url', 'access_token']);

/** Reads a plain form: `category[]=a`, `h=entry`. @throws DeskError 400 */
export function readEntryForm(fields: Iterable<readonly [string, string]>): MicropubRequest {
  const properties: Record<string, unknown[]> = Object.create(null);
  const said: Record<string, string> = Object.create(null);
  for (const [given, value] of fields) {
    const name = given.replace(/\[\d*\]$/, '');
    if (RESERVED.has(name)) said[name] = value;
    else properties[name] = [...(properties[name] ?? []), value];
  }
  if (said['action'] !== undefined && said['action'] !== 'create')
    return readAction(said['action'], said['url']);
  if ((said['h'] ?? 'entry') !== 'entry') throw invalid('micropub-kind');
  return { kind: 'create', properties };
}

/** Reads a body of JSON. @throws DeskError 400 */
export function readEntryJson(text: string): MicropubRequest {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw invalid('micropub-invalid');
  }
  if (!isMap(given)) throw invalid('micropub-invalid');
  const { action, url, type, properties = {} } = given;
  if (action === 'update') {
    if (typeof url !== 'string') throw invalid('micropub-invalid');
    const removed = given['delete'] ?? [];
    const remove = Array.isArray(removed) ? removed.filter((one) => typeof one === 'string') : lists(removed);
    return {
      kind: 'update',
      url,
      replace: lists(given['replace'] ?? {}),
      add: lists(given['add'] ?? {}),
      remove,
    };
  }
  if (action !== undefined) return readAction(action, url);
  const types = Array.isArray(type) ? type : [type];
  if (!types.includes('h-entry')) throw invalid('micropub-kind');
  return { kind: 'create', properties: lists(properties) };
}

function readAction(action: unknown, url: unknown): MicropubRequest {
  if ((action !== 'delete' && action !== 'undelete') || typeof url !== 'string')
    throw invalid('micropub-invalid');
  return { kind: action, url };
}

/** Every value has to be a list. */
function lists(given: unknown): EntryProperties {
  if (!isMap(given) || !Object.values(given).every(Array.isArray)) throw invalid('micropub-invalid');
  return given as EntryProperties;
}

const isMap = (given: unknown): given is Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null && !Array.isArray(given);

const invalid = (word: 'micropub-invalid' | 'micropub-kind'): DeskError =>
  new DeskError(400, 'invalid_request', sayDesk(word));
