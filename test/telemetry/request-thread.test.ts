import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createRequestThread, type RequestWorker } from '../../src/telemetry/request-thread.ts';

/** Threads that answer when they are told to. */
function fakeThreads(limitMs?: number) {
  const threads: (RequestWorker<string> & { readonly asked: string[] })[] = [];
  const spawn = (): RequestWorker<string> => {
    if (threads.length === 2) throw new Error('no room for a thread');
    const asked: string[] = [];
    const thread = Object.assign(new EventEmitter(), {
      asked,
      postMessage: (request: string) => void asked.push(request),
      cpuUsage: () => new Promise<never>(() => {}),
      terminate: async () => {},
    });
    threads.push(thread);
    return thread;
  };
  return { threads, thread: createRequestThread<string, string>({ spawn, limitMs }) };
}

test('requests are posted ahead and answered in their order; what an ended thread says is not heard', async () => {
  const { threads, thread } = fakeThreads();
  const answers = ['a', 'b', 'c'].map((request) => thread.ask(request));
  expect(threads[0]?.asked).toEqual(['a', 'b', 'c']);
  threads[0]?.emit('message', 'A');
  threads[0]?.emit('exit', 1);
  threads[0]?.emit('message', 'late');
  expect(threads[1]?.asked).toEqual(['c']);
  expect(thread.pending()).toBe(1);
  threads[1]?.emit('message', 'C');
  await expect(answers[1]).rejects.toThrow('its thread ended');
  expect([await answers[0], await answers[2]]).toEqual(['A', 'C']);
});

test('where no thread can be started any more, all that is asked rejects', async () => {
  const { threads, thread } = fakeThreads();
  const answers = ['a', 'b', 'c', 'd'].map((request) => thread.ask(request));
  const outcomes = Promise.allSettled(answers);
  threads[0]?.emit('error', new Error('out of memory'));
  threads[1]?.emit('error', new Error('out of memory'));
  const reasons = (await outcomes).map((one) => one.status === 'rejected' && (one.reason as Error).message);
  expect(reasons).toEqual(['out of memory', 'out of memory', 'no room for a thread', 'no room for a thread']);
  await expect(thread.ask('e')).rejects.toThrow('no room for a thread');
});

test('a thread that tells nothing of itself is replaced in the end', async () => {
  const { threads, thread } = fakeThreads(2);
  const [first, second] = [thread.ask('a'), thread.ask('b')];
  await expect(first).rejects.toThrow('the thread hangs');
  threads[1]?.emit('message', 'B');
  expect(await second).toBe('B');
});
