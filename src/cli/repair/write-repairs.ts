import { editText } from '../../problems/edited-text.ts';
import type { RefusedFile, RepairPlan } from './plan-repairs.ts';
import { NotRepaired, readRepairable, writeRepaired } from './repairable-file.ts';

export interface WrittenRepairs {
  readonly files: number;
  /** Problems that are repaired. */
  readonly problems: number;
  readonly failed: readonly RefusedFile[];
}

/** Writes the repairs of a plan, file by file; one that cannot be written, or has changed since, keeps none of the others. */
export async function writeRepairs(contentDir: string, plan: RepairPlan): Promise<WrittenRepairs> {
  let files = 0;
  let problems = 0;
  const failed: RefusedFile[] = [];
  for (const { file, digest, repairs } of plan.files) {
    try {
      const source = readRepairable(contentDir, file);
      if (source.digest !== digest)
        throw new NotRepaired('changed since it was read, and stays as it is. Run it again.');
      await writeRepaired(source, editText(source.text, repairs).text);
      files += 1;
      problems += repairs.reduce((sum, repair) => sum + repair.problems.length, 0);
    } catch (error) {
      if (!(error instanceof NotRepaired)) throw error;
      failed.push({ file, reason: error.message });
    }
  }
  return { files, problems, failed };
}
