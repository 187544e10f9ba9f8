import { FieldEditError } from '../../content/edits/field-edit-error.ts';
import { momentAt } from '../../domain/moment.ts';
import { toSlug } from '../../domain/slug.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import type { Access, ApiDeps } from '../api/api-deps.ts';
import { type Sent, sendText } from '../api/send-text.ts';
import { DeskError } from '../desk-error.ts';
import { type EntryContext, newEntryText, propertiesOf, titleOf, withProperties } from './entry-text.ts';
import type { EntryProperties, MicropubRequest } from './read-entry.ts';

const MOST_SLUG = 60;
const MOST_NAMES = 20;

/** Writes what a client asks for. @throws DeskError */
export async function writeEntry(deps: ApiDeps, access: Access, asked: MicropubRequest): Promise<Sent> {
  const context = contextOf(deps);
  if (asked.kind === 'create') return create(deps, access, asked.properties, context);
  const { file, bytes, digest } = await findEntry(deps, asked.url);
  const text = bytes.toString('utf8');
  const properties: EntryProperties =
    asked.kind === 'update'
      ? updated(propertiesOf(file, text, context), asked)
      : { 'post-status': [asked.kind === 'delete' ? 'draft' : 'published'] };
  const edited = editing(() => withProperties(file, text, properties, context));
  const why = sayDesk('micropub-why', { file });
  return sendText(deps, access, { file, bytes: Buffer.from(edited), base: { digest }, isKept: false, why });
}

/** The file of a story of the site, with its bytes. @throws DeskError 400 */
export async function findEntry({ writing, site, origins }: ApiDeps, url: string) {
  const path =
    URL.canParse(url) && new URL(url).origin === origins.site ? safelyDecoded(new URL(url).pathname) : null;
  const file = path === null ? null : site.reader().read((catalog) => catalog.fileAt(path));
  const found = file === null ? null : await writing.read(file);
  if (file === null || found === null)
    throw new DeskError(400, 'invalid_request', sayDesk('micropub-no-post'));
  return { ...found, file };
}

export const contextOf = ({ site, origins }: ApiDeps): EntryContext => ({
  site: site.reader().read((catalog) => catalog.site()),
  origin: origins.site,
});

async function create(
  deps: ApiDeps,
  access: Access,
  given: EntryProperties,
  context: EntryContext,
): Promise<Sent> {
  const title = titleOf(given);
  if (title === '') throw new DeskError(400, 'invalid_request', sayDesk('micropub-invalid'));
  const properties = access.may === 'draft' ? { ...given, 'post-status': ['draft'] } : given;
  const at = deps.clock.now();
  const asked = Date.parse(String(given['published']?.[0] ?? ''));
  const instant = Temporal.Instant.fromEpochMilliseconds(Number.isNaN(asked) ? Math.floor(at) : asked);
  const { day } = momentAt(instant, context.site.timeZone, 'minute');
  const slug = toSlug(String(given['mp-slug']?.[0] ?? ''), MOST_SLUG) || toSlug(title, MOST_SLUG) || 'post';
  for (let nth = 1; nth <= MOST_NAMES; nth += 1) {
    const file = `articles/${day}-${slug}${nth === 1 ? '' : `-${nth}`}.md`;
    const text = editing(() => newEntryText(file, properties, context, at));
    const why = sayDesk('micropub-why', { file });
    const sent = await sendText(deps, access, {
      file,
      bytes: Buffer.from(text),
      base: 'new',
      isKept: false,
      why,
    });
    if (sent.kind !== 'conflict') return sent;
  }
  throw new DeskError(409, 'invalid_request', sayDesk('api-changed'), { hint: sayDesk('api-changed-hint') });
}

/** The properties that an update leaves other than they are (W3C Micropub §3.4). */
function updated(
  present: EntryProperties,
  { replace, add, remove }: Extract<MicropubRequest, { kind: 'update' }>,
): EntryProperties {
  const changed: Record<string, readonly unknown[]> = { ...replace };
  for (const [name, values] of Object.entries(add))
    changed[name] = [...(changed[name] ?? present[name] ?? []), ...values];
  if (Array.isArray(remove)) for (const name of remove as readonly string[]) changed[name] = [];
  else
    for (const [name, values] of Object.entries(remove as EntryProperties)) {
      const gone = new Set(values.map((value) => JSON.stringify(value)));
      changed[name] = (changed[name] ?? present[name] ?? []).filter(
        (value) => !gone.has(JSON.stringify(value)),
      );
    }
  return changed;
}

function editing(edit: () => string): string {
  try {
    return edit();
  } catch (error) {
    if (error instanceof FieldEditError)
      throw new DeskError(400, 'invalid_request', error.message, { hint: error.hint });
    throw error;
  }
}

function safelyDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
