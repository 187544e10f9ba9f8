import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';

/** What a part of the program is made of. */
export interface ModuleGraph {
  /** The text of each of its modules by their absolute paths, sorted. */
  readonly modules: ReadonlyMap<string, string>;
  /** The packages that they import, sorted by name, each with a module that does. */
  readonly packages: ReadonlyMap<string, string>;
}

/**
 * Finds every module that runs when these do, by their imports; what is imported as types alone does not run. Modules
 * are absolute paths. @throws Error of the file system for one that is not there.
 */
export function readModuleGraph(entries: readonly string[]): ModuleGraph {
  const modules = new Map<string, string>();
  const packages = new Map<string, string>();
  const waiting = [...entries];
  for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
    if (modules.has(module)) continue;
    const text = readFileSync(module, 'utf8');
    modules.set(module, text);
    for (const specifier of importsOf(text)) {
      if (specifier.startsWith('.')) waiting.push(join(dirname(module), specifier));
      else if (isPackage(specifier)) packages.set(packageOf(specifier), module);
    }
  }
  return { modules: sorted(modules), packages: sorted(packages) };
}

const STATIC =
  /^(?:import\s(?:([^'";]*?)\sfrom\s+)?|export\s(\*[^'";]*|type\s\{[^}]*\}|\{[^}]*\})\sfrom\s+)'([^']+)'/gm;
/** `import('…')`, and packages that are loaded when they are needed first: `loadLate<Type>('…', …)`. */
const DYNAMIC = /\b(?:import\(|loadLate(?:<[\w.]+>)?\()\s*'([^']+)'/g;

function* importsOf(text: string): Generator<string> {
  for (const [, taken, handedOn, specifier = ''] of text.matchAll(STATIC)) {
    if (!isOfTypes(taken ?? handedOn ?? '')) yield specifier;
  }
  for (const [, specifier = ''] of text.matchAll(DYNAMIC)) yield specifier;
}

/** Whether a clause names types only, so that the import is erased. */
function isOfTypes(clause: string): boolean {
  if (/^type\s/.test(clause)) return true;
  const names = /^\{([^}]*)\}$/.exec(clause.trim())?.[1]?.split(',') ?? [];
  const given = names.map((name) => name.trim()).filter((name) => name !== '');
  return given.length > 0 && given.every((name) => name.startsWith('type '));
}

const isPackage = (specifier: string): boolean => !specifier.startsWith('node:') && !isAbsolute(specifier);

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const sorted = (map: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
