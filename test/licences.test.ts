import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { packageName, productionFolders, readLockedPackages } from '../.ci/production-packages.ts';
import { buildSbom } from '../.ci/sbom.ts';
import { readEditorModules } from '../src/desk/assets/editor-modules.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const packages = readLockedPackages();
const folders = productionFolders(packages);
const notice = readFileSync(`${ROOT}NOTICE`, 'utf8');

/** Their texts in the folders of the packages are all that they ask for. */
const PLAIN = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'MIT-0', 'Unlicense'];
/** What else may come in; each package under these is named in NOTICE. */
const NAMED = ['Apache-2.0', 'LGPL-3.0-or-later', 'MPL-2.0', 'OFL-1.1', 'PSF-2.0', 'BlueOak-1.0.0'];

const licencesOf = (folder: string): string[] => (packages[folder]?.license ?? 'none').split(' AND ');

/** Whether NOTICE names a package, or its family by a star. */
function isNamed(name: string): boolean {
  const words = new Set(notice.split(/[\s,]+/));
  return (
    words.has(name) || [...words].some((word) => word.endsWith('*') && name.startsWith(word.slice(0, -1)))
  );
}

describe('NOTICE', () => {
  test('every production package is under a licence that is on the list', () => {
    expect(folders.length).toBeGreaterThan(200);
    const unknown = folders.filter((folder) =>
      licencesOf(folder).some((one) => ![...PLAIN, ...NAMED].includes(one)),
    );
    expect(unknown.map((folder) => `${folder}: ${packages[folder]?.license}`)).toEqual([]);
  });

  test('names each package whose licence asks for more than its own text, and the licence', () => {
    const named = folders.filter((folder) => licencesOf(folder).some((one) => NAMED.includes(one)));
    expect(named.map(packageName).filter((name) => !isNamed(name))).toEqual([]);
    expect(NAMED.filter((licence) => !notice.includes(licence))).toEqual([]);
  });

  test('names no package that is not installed', () => {
    const words = [...notice.matchAll(/(?<=[\s,])@[a-z-]+\/[a-z0-9-]+/g)].map(([word]) => word);
    const names = folders.map(packageName);
    expect(words.filter((word) => !names.some((name) => name.startsWith(word)))).toEqual([]);
  });

  test('what is installed says the same of its licence as the lock file', () => {
    const here = folders.filter((folder) => existsSync(`${ROOT}${folder}/package.json`));
    expect(here.length).toBeGreaterThan(150);
    const other = here.filter((folder) => {
      const { license } = JSON.parse(readFileSync(`${ROOT}${folder}/package.json`, 'utf8'));
      return license !== packages[folder]?.license;
    });
    expect(other).toEqual([]);
  });

  test('names all that is sent to the browsers of editors', () => {
    const sent = [...readEditorModules().names.keys()];
    expect(sent.length).toBeGreaterThan(15);
    expect(sent.filter((name) => !isNamed(name))).toEqual([]);
  });
});

describe('the lock file', () => {
  test('has a digest of every package', () => {
    const without = Object.entries(packages).filter(
      ([folder, one]) => folder !== '' && one.integrity === undefined,
    );
    expect(without.map(([folder]) => folder)).toEqual([]);
  });

  test('has no production package that runs code when it is installed', () => {
    expect(folders.filter((folder) => packages[folder]?.hasInstallScript === true)).toEqual([]);
  });
});

describe('npm run sbom', () => {
  const sbom = buildSbom(packages);

  test('lists every production package with version, licence, digest and purl, and no other', () => {
    const expected = new Set(folders.map((folder) => `${packageName(folder)}@${packages[folder]?.version}`));
    expect(new Set(sbom.components.map((one) => one['bom-ref']))).toEqual(expected);
    expect(sbom.components).toHaveLength(expected.size);
    for (const { name, version, purl, licenses, hashes } of sbom.components) {
      expect(purl).toBe(`pkg:npm/${name.replace('@', '%40')}@${version}`);
      expect(licenses).toHaveLength(1);
      expect(hashes?.[0]?.content).toMatch(/^[0-9a-f]{128}$/);
    }
    expect(sbom.components.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['yaml', 'qs', 'express']),
    );
  });

  test('is CycloneDX: its form, and references that lead somewhere, from the program to every package', () => {
    expect(sbom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
    const needs = new Map(sbom.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
    const reached = new Set<string>();
    const waiting = [sbom.metadata.component['bom-ref']];
    for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
      if (reached.has(ref)) continue;
      reached.add(ref);
      expect(needs.has(ref)).toBe(true);
      waiting.push(...(needs.get(ref) ?? []));
    }
    expect(sbom.components.map((one) => one['bom-ref']).filter((ref) => !reached.has(ref))).toEqual([]);
  });

  test('is the same each time', () => {
    expect(JSON.stringify(buildSbom(readLockedPackages()))).toBe(JSON.stringify(sbom));
  });
});
