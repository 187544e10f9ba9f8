import { defineConfig } from 'vitest/config';

/**
 * The tests of rooms that are pure, or nearly: their files share one process, which spares each the loading of the
 * program. Such a test leaves nothing behind that another could meet: no fake timers, listeners or open servers.
 */
const SHARED = [
  'test/*.test.ts',
  'test/{cache,config,content,domain,feeds,fetch,html,notify,pages,partners,problems,release,render,storage,telemetry,words}/**/*.test.ts',
];
const OTHERS =
  'test/{accounts,backup,bench,catalog,cli,deploy,desk,faults,git,http,ingest,long,media,revisions,runtime,search,writing}/**/*.test.ts';
/** Of the shared, those that put a module of their own in the place of another need a process of their own. */
const MOCKING = ['test/cache/key-index.test.ts', 'test/partners/fetch/follow-redirects.test.ts'];

const PATIENCE_MS = 600_000;
/** Limits that only a hang reaches, on the busiest machine: the clock gives no verdict. */
const PATIENT = {
  testTimeout: PATIENCE_MS,
  hookTimeout: PATIENCE_MS,
  expect: { poll: { timeout: PATIENCE_MS / 2, interval: 20 } },
};

export default defineConfig({
  test: {
    // Many tests wait for files, timers and processes of theirs, so that each core has one to run meanwhile.
    maxWorkers: '100%',
    projects: [
      { test: { ...PATIENT, name: 'shared', include: SHARED, exclude: MOCKING, isolate: false } },
      {
        test: {
          ...PATIENT,
          name: 'unit',
          include: [OTHERS, ...MOCKING],
        },
      },
      {
        test: { ...PATIENT, name: 'browser', include: ['test/browser/**/*.test.ts'], fileParallelism: false },
      },
    ],
  },
});
