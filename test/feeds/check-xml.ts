import { spawnSync } from 'node:child_process';
import { XMLValidator } from 'fast-xml-parser';
import { expect } from 'vitest';

const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;
if (!hasXmllint) process.stdout.write('xmllint is not here: only fast-xml-parser reads the documents\n');

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/** Expects a well-formed document, by one parser or, where libxml2 is installed, two. */
export function expectWellFormed(xml: string): void {
  expect(XMLValidator.validate(xml)).toBe(true);
  expect(FORBIDDEN.test(xml)).toBe(false);
  expect(xml.isWellFormed()).toBe(true);
  if (!hasXmllint) return;
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '-'], { input: xml });
  expect({ status, errors: stderr.toString() }).toEqual({ status: 0, errors: '' });
}
