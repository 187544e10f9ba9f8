import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { importMapJson, readEditorModules } from '../../../src/desk/assets/editor-modules.ts';

test('every module that the editor imports is in the map, each once', () => {
  const { files, names } = readEditorModules();
  expect(names.size).toBe(files.size);
  expect(names.get('@codemirror/view')).toBe('modules/codemirror-view.js');
  expect([...names.keys()]).toEqual(
    expect.arrayContaining(['style-mod', 'w3c-keyname', 'crelt', '@marijn/find-cluster-break', '@lezer/lr']),
  );
  const imported = [...files.values()].flatMap((bytes) =>
    [...bytes.toString('utf8').matchAll(/\bfrom ['"]([^'"]+)['"];?$/gm)].map(
      ([, specifier = '']) => specifier,
    ),
  );
  expect(imported.length).toBeGreaterThan(40);
  expect(imported.filter((specifier) => !names.has(specifier))).toEqual([]);
});

test('the map leads to addresses, and cannot end its element', () => {
  const names = new Map([['a', 'modules/</script>.js']]);
  const json = importMapJson(names, (name) => `/x/${name}`);
  expect(json).not.toContain('<');
  const { imports } = JSON.parse(json) as { readonly imports: Readonly<Record<string, string>> };
  expect(imports['a']).toBe('/x/modules/</script>.js');
  expect(imports['desk/write-editor.js']).toBe('/x/js/write-editor.js');
});

test('every script of the desk that another imports is in the map', () => {
  const folder = new URL('../../../public/desk/js/', import.meta.url);
  const { imports } = JSON.parse(importMapJson(new Map(), (name) => name)) as {
    readonly imports: Readonly<Record<string, string>>;
  };
  const named = readdirSync(folder).flatMap((file) =>
    [...readFileSync(new URL(file, folder), 'utf8').matchAll(/'(desk\/[^']+)'/g)].map(
      ([, name = '']) => name,
    ),
  );
  expect(new Set(named)).toEqual(new Set(Object.keys(imports)));
  for (const name of Object.values(imports)) expect(readdirSync(folder)).toContain(name.replace('js/', ''));
});

test('what is not installed is said', () => {
  expect(() => readEditorModules(['@codemirror/not-there'])).toThrow(/not-there/);
});
