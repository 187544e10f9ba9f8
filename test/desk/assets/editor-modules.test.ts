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
  expect(JSON.parse(json)).toEqual({ imports: { a: '/x/modules/</script>.js' } });
});

test('what is not installed is said', () => {
  expect(() => readEditorModules(['@codemirror/not-there'])).toThrow(/not-there/);
});
