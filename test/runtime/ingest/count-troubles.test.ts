import { expect, test } from 'vitest';
import type { Problem, Severity } from '../../../src/problems/problem.ts';
import { countTroubles } from '../../../src/runtime/ingest/count-troubles.ts';

const problem = (severity: Severity): Problem => ({
  file: 'articles/a.md',
  line: 1,
  column: 1,
  severity,
  code: 'date-invalid',
  message: 'The date is none.',
  hint: 'Write a date.',
});

test('a file counts once, by the worst that is wrong with it, until that is mended', () => {
  const troubles = countTroubles();
  const warned = [problem('warning')];
  const broken = [problem('warning'), problem('error')];
  troubles.take({ file: 'a.md', problems: broken, isServed: true });
  troubles.take({ file: 'b.md', problems: broken, isServed: false });
  troubles.take({ file: 'c.md', problems: warned, isServed: true });
  expect(troubles.counts()).toEqual({ refusedServed: 1, refusedMissing: 1, warned: 1 });
  troubles.take({ file: 'a.md', problems: warned, isServed: true });
  troubles.take({ file: 'b.md', problems: [], isServed: true });
  expect(troubles.counts()).toEqual({ refusedServed: 0, refusedMissing: 0, warned: 2 });
});
