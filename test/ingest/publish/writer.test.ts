import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import { openWriter, type Writer } from '../../../src/ingest/publish/writer.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';

const DAMAGE = Object.assign(new Error('malformed'), { errcode: 11 });
const NOTHING = { version: 1, keys: new Set<string>(), changes: [] };

let writer: Writer;
let logged: string[];
let damages: number;
let done: string[];

beforeEach(() => {
  [logged, damages, done] = [[], 0, []];
  writer = openWriter({
    database: new DatabaseSync(':memory:'),
    log: createLogger({
      level: 'info',
      destination: { write: (line) => void logged.push(JSON.parse(line).msg) },
    }),
    now: () => 0,
    damaged: () => {
      damages += 1;
    },
  });
});

const step = (name: string) => async (): Promise<void> => {
  done.push(`${name} begins`);
  await new Promise((resolve) => setImmediate(resolve));
  done.push(`${name} ends`);
};
const fail = (error: unknown) => (): never => {
  throw error;
};

test('work is done in turn, also after some that failed', async () => {
  const failed = writer.inTurn(fail(new Error('no')));
  const all = [writer.inTurn(step('one')), writer.inTurn(step('two'))];
  await expect(failed).rejects.toThrow('no');
  await Promise.all(all);
  expect(done).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
});

test('a failure is one line, or a fault that may last, and damage is told besides', async () => {
  const met: unknown[] = [];
  expect(await writer.run('it failed', fail(new Error('no')))).toBe(false);
  expect(await writer.attempt({ met: (error) => void met.push(error) }, fail(DAMAGE))).toBe(false);
  expect(await writer.run('it failed', step('one'))).toBe(true);
  expect([logged, met, damages]).toEqual([['it failed'], [DAMAGE], 1]);
});

test('damage that the caller is told by an error is told to whoever can mend it', () => {
  writer.met(new Error('no'));
  expect(damages).toBe(0);
  writer.met(DAMAGE);
  expect(damages).toBe(1);
});

test('whoever listens is told of each publish, in the order in which they came', () => {
  writer.onPublish(({ version }) => void done.push(`first ${version}`));
  writer.onPublish(({ version }) => void done.push(`second ${version}`));
  writer.published(NOTHING);
  expect(done).toEqual(['first 1', 'second 1']);
});

test('the end waits for the work under way, then closes what was opened last first; what fails then is quiet', async () => {
  writer.defer(() => void done.push('opened first'));
  writer.defer(() => void done.push('opened last'));
  const working = writer.run('it failed', async () => {
    await step('work')();
    throw DAMAGE;
  });
  await Promise.all([writer[Symbol.asyncDispose](), writer[Symbol.asyncDispose]()]);
  await working;
  expect(writer.closing.aborted).toBe(true);
  expect(done).toEqual(['work begins', 'work ends', 'opened last', 'opened first']);
  expect([logged, damages]).toEqual([[], 0]);
});

test('a publish says what it came of, as long as that is at work', async () => {
  const causes: unknown[] = [];
  writer.onPublish(({ cause }) => void causes.push(cause));
  const pushed = { way: 'git', at: -5 } as const;
  const failing = writer.inTurn(() =>
    writer.because(pushed, async () => {
      writer.published(NOTHING);
      await step('more')();
      writer.published(NOTHING);
      throw new Error('no');
    }),
  );
  const other = writer.inTurn(() => writer.published(NOTHING));
  await expect(failing).rejects.toThrow('no');
  await other;
  expect(causes).toEqual([pushed, pushed, { way: 'other', at: 0 }]);
});
