import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isPictureName } from '../../domain/picture-name.ts';

/** Folders whose names are kept, each as long as it does not change. */
const MOST_FOLDERS = 20;
const folders = new Map<string, { readonly mtimeMs: number; readonly names: ReadonlyMap<string, string> }>();

/**
 * The cure for a picture that is not there, by its path below the content folder, where one of nearly that name is:
 * with other capitals, another extension, blanks for hyphens, or its accents written in another way. Null where none is.
 */
export function findNearPicture(contentDir: string, file: string): string | null {
  const slash = file.lastIndexOf('/');
  const [folder, name] = [file.slice(0, slash), file.slice(slash + 1)];
  const found = namesIn(join(contentDir, folder)).get(folded(name));
  if (found === undefined || found === name) return null;
  const there = `${folder}/${found}`;
  if (found.normalize('NFC') === name.normalize('NFC'))
    return `${there} is there, but its accents are written in another way (NFC here, NFD there, or the reverse): rename the file by typing its name anew.`;
  if (!isPictureName(found))
    return `${there} is there, but of a kind that is not shown: export it as a JPEG named ${name}.`;
  return `${there} is there: write that name, or rename the file.`;
}

/** The names in a folder by what is alike in them; none where it cannot be read. */
function namesIn(folder: string): ReadonlyMap<string, string> {
  try {
    const { mtimeMs } = statSync(folder);
    const known = folders.get(folder);
    if (known?.mtimeMs === mtimeMs) return known.names;
    // The pictures come last, and so before others of the same name.
    const listed = readdirSync(folder).sort((a, b) => Number(isPictureName(a)) - Number(isPictureName(b)));
    const names = new Map(listed.filter((name) => !name.startsWith('.')).map((name) => [folded(name), name]));
    folders.delete(folder);
    folders.set(folder, { mtimeMs, names });
    if (folders.size > MOST_FOLDERS) folders.delete(folders.keys().next().value ?? '');
    return names;
  } catch {
    return new Map();
  }
}

/** What names have in common that editors take for the same. */
const folded = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/\.[a-z0-9]{2,5}$/, '')
    .replace(/[\s_-]+/g, '-');
