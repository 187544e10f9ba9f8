import type { Problem } from '../../problems/problem.ts';
import { type PlacedRepair, placeRepairs } from './place-repairs.ts';
import { NotRepaired, type RepairableFile, readRepairable } from './repairable-file.ts';

/** What is to be changed in one file. */
export interface FileRepairs {
  /** Path below the content folder. */
  readonly file: string;
  readonly path: string;
  /** Of the bytes that the repairs are for. */
  readonly digest: string;
  /** In order; none overlaps another. */
  readonly repairs: readonly PlacedRepair[];
}

/** A file that is not repaired, and why, with the cure. */
export interface RefusedFile {
  readonly file: string;
  readonly reason: string;
}

export interface RepairPlan {
  /** Sorted as the problems are. */
  readonly files: readonly FileRepairs[];
  readonly refused: readonly RefusedFile[];
}

/** Finds what is to be changed to repair these problems of a content folder; changes nothing. */
export function planRepairs(contentDir: string, problems: readonly Problem[]): RepairPlan {
  const files: FileRepairs[] = [];
  const refused: RefusedFile[] = [];
  const fixable = problems.filter(({ fix }) => fix !== undefined);
  for (const [file, ofFile] of Map.groupBy(fixable, (problem) => problem.file)) {
    const source = readOr(contentDir, file);
    if (typeof source === 'string') refused.push({ file, reason: source });
    else {
      const { repairs } = placeRepairs(source.text, ofFile);
      if (repairs.length > 0) files.push({ file, path: source.path, digest: source.digest, repairs });
    }
  }
  return { files, refused };
}

/** The file, or why it is not to be repaired. */
export function readOr(contentDir: string, file: string): RepairableFile | string {
  try {
    return readRepairable(contentDir, file);
  } catch (error) {
    if (error instanceof NotRepaired) return error.message;
    throw error;
  }
}
