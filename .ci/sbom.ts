import {
  type LockedPackages,
  neededFolders,
  packageName,
  productionFolders,
  readLockedPackages,
} from './production-packages.ts';

interface Component {
  readonly type: 'library' | 'application';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  /** An optional one is installed on the systems for which it was made. */
  readonly scope?: 'required' | 'optional';
  readonly licenses: readonly (
    | { readonly license: { readonly id: string } }
    | { readonly expression: string }
  )[];
  readonly hashes?: readonly { readonly alg: 'SHA-512'; readonly content: string }[];
}

/** A list of all that runs in production (CycloneDX 1.6, https://cyclonedx.org/docs/1.6/json/). */
export interface Sbom {
  readonly $schema: string;
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: '1.6';
  readonly version: 1;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/**
 * Makes the list of what package-lock.json has for production, of every system: the same lock file makes the same bytes, without date or
 * serial number. `npm sbom --omit dev` leaves out what a package for development needs as well.
 */
export function buildSbom(packages: LockedPackages): Sbom {
  const folders = productionFolders(packages);
  const refOf = (folder: string): string =>
    `${folder === '' ? 'dateline' : packageName(folder)}@${packages[folder]?.version}`;
  const components = new Map(
    folders.map((folder) => [refOf(folder), componentOf(packages, folder, refOf(folder))]),
  );
  const needs = new Map<string, Set<string>>();
  for (const folder of ['', ...folders]) {
    const found = needs.get(refOf(folder)) ?? new Set();
    for (const needed of neededFolders(packages, folder))
      if (folders.includes(needed)) found.add(refOf(needed));
    needs.set(refOf(folder), found);
  }
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { ...componentOf(packages, '', refOf('')), type: 'application' } },
    components: [...components.values()],
    dependencies: [...needs].map(([ref, refs]) => ({ ref, dependsOn: [...refs].sort() })),
  };
}

function componentOf(packages: LockedPackages, folder: string, ref: string): Component {
  const { version = '', license, integrity, optional } = packages[folder] ?? {};
  const name = folder === '' ? 'dateline' : packageName(folder);
  const digest = /^sha512-(\S+)$/.exec(integrity ?? '')?.[1];
  return {
    type: 'library',
    'bom-ref': ref,
    name,
    version,
    purl: `pkg:npm/${name.replace(/^@/, '%40')}@${version}`,
    ...(folder === '' ? {} : { scope: optional === true ? 'optional' : 'required' }),
    licenses:
      license === undefined
        ? []
        : [/ /.test(license) ? { expression: license } : { license: { id: license } }],
    ...(digest === undefined
      ? {}
      : { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] }),
  };
}

if (import.meta.main) {
  process.stdout.write(`${JSON.stringify(buildSbom(readLockedPackages()), null, 1)}\n`);
}
