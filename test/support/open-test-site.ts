import type { RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createReadiness, type ReadinessSwitch } from '../../src/http/readiness.ts';
import { assembleSite } from '../../src/runtime/assemble-site.ts';
import { type LoadedSite, loadSite } from '../../src/runtime/load-site.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { strictModel } from './strict-model.ts';

export interface TestSite {
  readonly app: RequestListener;
  readonly loaded: LoadedSite;
  readonly readiness: ReadinessSwitch;
  readonly close: () => void;
}

export interface TestSiteOptions {
  readonly origin?: string;
  /** Milliseconds since 1970; noon of 20 July 2016 in Yerevan unless told otherwise. */
  readonly now?: number;
}

/** Path of a mini-site of `test/fixtures/sites`. */
export function fixtureSite(name: string): string {
  return fileURLToPath(new URL(`../fixtures/sites/${name}`, import.meta.url));
}

/** Opens a content folder as the program does, with views that throw on unknown fields. Close it. */
export async function openTestSite(contentDir: string, options: TestSiteOptions = {}): Promise<TestSite> {
  const { origin = 'http://courier.test', now = Date.parse('2016-07-20T12:00+04:00') } = options;
  const readiness = createReadiness();
  const loaded = await loadSite(contentDir);
  const { app, close } = assembleSite(loaded, {
    origin,
    contentDir,
    log: createLogger({ level: 'silent' }),
    now: () => now,
    readiness,
    guard: strictModel,
  });
  readiness.markReady();
  return { app, loaded, readiness, close };
}
