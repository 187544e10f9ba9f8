import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What pages of the desk import by a bare name: the editor's own packages, as they were published. */
export interface EditorModules {
  /** The bytes of each by its name below `public/desk`, `modules/codemirror-view.js`. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** Those names by what is imported: `@codemirror/view`. */
  readonly names: ReadonlyMap<string, string>;
}

/** What scripts of the desk import themselves; what these import in their turn is found. */
export const EDITOR_PACKAGES = [
  '@codemirror/autocomplete',
  '@codemirror/commands',
  '@codemirror/lang-markdown',
  '@codemirror/lang-yaml',
  '@codemirror/language',
  '@codemirror/lint',
  '@codemirror/search',
  '@codemirror/state',
  '@codemirror/view',
  '@lezer/highlight',
] as const;

/**
 * Reads the modules that the editor is made of, in whole packages of one file each, which browsers load by an import map: there
 * is no build step. @throws Error for a package that is not installed, is of several files, or has another file by the same name.
 */
export function readEditorModules(packages: readonly string[] = EDITOR_PACKAGES): EditorModules {
  const files = new Map<string, Buffer>();
  const names = new Map<string, string>();
  const paths = new Map<string, string>();
  const waiting = packages.map((specifier) => ({ specifier, from: import.meta.url }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { specifier } = next;
    const path = moduleOf(next);
    const known = paths.get(specifier);
    if (known === path) continue;
    // Two copies of a package would not know each other's objects.
    if (known !== undefined) throw new Error(`${specifier} is installed twice: ${known}, ${path}`);
    paths.set(specifier, path);
    const bytes = readFileSync(path);
    const name = `modules/${specifier.replace('@', '').replaceAll('/', '-')}.js`;
    if (files.has(name)) throw new Error(`${specifier} has the name of another package: ${name}`);
    files.set(name, bytes);
    names.set(specifier, name);
    for (const imported of importsOf(bytes.toString('utf8'))) {
      if (imported.startsWith('.')) throw new Error(`${specifier} is of several files: ${imported}`);
      waiting.push({ specifier: imported, from: pathToFileURL(path).href });
    }
  }
  return { files, names };
}

/** Scripts of the desk that others import, as `desk/NAME.js`: their addresses name their content too. */
const OWN_MODULES = [
  'join-texts',
  'kept-text',
  'plain-editor',
  'write-complete',
  'write-editor',
  'write-preview',
  'write-upload',
];

/** An import map (HTML §8.1.6.2) for the packages and the desk's own scripts, as JSON that may stand in a script element. */
export function importMapJson(names: ReadonlyMap<string, string>, url: (name: string) => string): string {
  const own = OWN_MODULES.map((name) => [`desk/${name}.js`, `js/${name}.js`] as const);
  const imports = Object.fromEntries([...names, ...own].map(([specifier, name]) => [specifier, url(name)]));
  return JSON.stringify({ imports }).replaceAll('<', '\\u003c');
}

const STATEMENT = /^(?:import|export)\s(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;

const importsOf = (text: string): string[] =>
  [...text.matchAll(STATEMENT)].map(([, specifier = '']) => specifier);

interface PackageFile {
  readonly exports?: string | { readonly import?: string };
  readonly module?: string;
}

/** The file that `import` gives. */
function moduleOf({ specifier, from }: { readonly specifier: string; readonly from: string }): string {
  const file = findPackageJSON(specifier, from);
  if (file === undefined) throw new Error(`${specifier} is not installed; run npm ci`);
  const { exports, module } = JSON.parse(readFileSync(file, 'utf8')) as PackageFile;
  const entry = typeof exports === 'string' ? exports : (exports?.import ?? module);
  if (entry === undefined) throw new Error(`${specifier} has no module for browsers`);
  return join(dirname(file), entry);
}
