import type { YAMLError } from 'yaml';
import type { Finding } from '../problem-log.ts';

const QUOTE_HINT = 'Put the value in quotes, or check the line above for one that does not end.';

const HINTS: Readonly<Record<string, string>> = {
  MISSING_CHAR: 'Close the quote or bracket that opens here.',
  BAD_INDENT: 'Close the bracket that is open, or indent the line like its neighbours.',
  TAB_AS_INDENT: 'Indent with spaces.',
  BAD_DQ_ESCAPE: 'Write a backslash in double quotes twice, or use single quotes.',
  BAD_ALIAS: 'Put the value in quotes: a leading * or & is an alias in YAML.',
  MULTIPLE_DOCS: 'Keep one document: remove the --- line in the middle.',
};

/** Words a fault of the `yaml` parser for an editor. */
export function describeYamlError(error: YAMLError): Finding {
  const reason = (error.message.split('\n')[0] ?? '').replace(/[.:\s]+$/, '');
  return {
    code: 'yaml-invalid',
    message: `This cannot be read as YAML: ${reason}.`,
    hint: HINTS[error.code] ?? QUOTE_HINT,
  };
}
