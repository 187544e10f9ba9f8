import { placeRepairs } from '../../src/cli/repair/place-repairs.ts';
import { editText } from '../../src/problems/edited-text.ts';
import type { Problem } from '../../src/problems/problem.ts';

/** The text of a file with the repairs of its problems, as `check --fix` writes it in one round. */
export const applyRepairs = (text: string, problems: readonly Problem[]): string =>
  editText(
    text,
    placeRepairs(
      text,
      problems.filter(({ fix }) => fix !== undefined),
    ).repairs,
  ).text;
