import { expect, test } from 'vitest';
import { createProblemLog } from '../../src/problems/problem-log.ts';
import { readJson } from '../../src/problems/reading/read-json.ts';
import { readToml } from '../../src/problems/reading/read-toml.ts';

test('TOML becomes source text with places', () => {
  const log = createProblemLog('x');
  const text =
    'title = "T"\ndate = 2016-07-15T09:30:00+04:00\nday = 2016-07-15\ndraft = true\n\n[image]\n  src = "x"\n[[corrections]]\ntext = "a"\n[[corrections]]\ntext = "b"\n';
  const located = readToml(text, log);
  expect(located.data).toEqual({
    title: 'T',
    date: '2016-07-15T09:30:00+04:00',
    day: '2016-07-15',
    draft: 'true',
    image: { src: 'x' },
    corrections: [{ text: 'a' }, { text: 'b' }],
  });
  expect(located.at(['image', 'src']).value).toEqual({ line: 7, column: 9 });
  expect(located.at(['corrections', 1, 'text']).key).toEqual({ line: 11, column: 1 });
  expect(log.list()).toEqual([]);
});

test('TOML faults are told with their place', () => {
  const log = createProblemLog('x');
  expect(readToml('a = 1\nb = nonsense\n', log).data).toBeUndefined();
  expect(log.list()).toMatchObject([{ line: 2, column: 5, code: 'toml-invalid' }]);
  expect(log.list()[0]?.message).not.toContain('\n');
});

test('JSON becomes source text with places, and its faults are told', () => {
  const log = createProblemLog('x');
  const located = readJson('{\n\t"title": "A: b",\n\t"n": 1e3,\n\t"gone": null\n}', log);
  expect(located.data).toEqual({ title: 'A: b', n: '1e3' });
  expect(located.at(['title']).value).toEqual({ line: 2, column: 11 });
  expect(log.list()).toEqual([]);
  expect(readJson('{"a": 1,}', log).data).toBeUndefined();
  expect(log.list()).toMatchObject([{ line: 1, column: 9, code: 'json-invalid' }]);
});
