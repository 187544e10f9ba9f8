import { findTokens } from './token.ts';

/** A text that was written into the folder. */
export interface Version {
  /** Letters of the parts that the text has; what readers get must have the same. */
  readonly parts: string;
  /** False for a text that must never be served. */
  readonly isGood: boolean;
}

/** A file whose versions are told apart by tokens. */
export interface Subject {
  readonly id: string;
  /** By their number. */
  readonly versions: Version[];
  /** The highest version that a reader was shown on the subject's own page; −1 at first. */
  shown: number;
}

/** Makes a subject without versions. */
export const createSubject = (id: string): Subject => ({ id, versions: [], shown: -1 });

/** The number of the version that is written next. */
export const nextVersion = ({ versions }: Subject): number => versions.length;

/** Notes a text of the next version; call it before the text is written. Returns the text. */
export function noteVersion(subject: Subject, text: string, isGood: boolean): string {
  const number = nextVersion(subject);
  subject.versions.push({ parts: findTokens(text).get(subject.id)?.get(number) ?? '', isGood });
  return text;
}
