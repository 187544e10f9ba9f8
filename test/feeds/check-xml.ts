import { spawnSync } from 'node:child_process';
import { XMLValidator } from 'fast-xml-parser';
import { expect } from 'vitest';

const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;
if (!hasXmllint) process.stdout.write('xmllint is not here: only fast-xml-parser reads the documents\n');

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/** Expects well-formed documents, by one parser or, where libxml2 is installed, two. */
export function expectWellFormed(...documents: readonly string[]): void {
  for (const xml of documents) {
    expect(XMLValidator.validate(xml)).toBe(true);
    expect(FORBIDDEN.test(xml)).toBe(false);
    expect(xml.isWellFormed()).toBe(true);
  }
  if (!hasXmllint) return;
  // One process reads all of several, as the parts of one.
  const parts = documents.map((xml) => xml.replace(/^<\?xml [^>]*\?>/, ''));
  const input = documents.length === 1 ? documents[0] : `<all>${parts.join('')}</all>`;
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '-'], { input });
  expect({ status, errors: stderr.toString() }).toEqual({ status: 0, errors: '' });
}
