/** A time that is written in the site's zone, in the style of the file. */
export interface FieldTime {
  /** Milliseconds since 1970. */
  readonly epochMs: number;
}

/** A map as an entry of a list, such as one correction. */
export interface FieldMap {
  readonly [part: string]: string | number | boolean | FieldTime | null;
}

/** What a key may be given; lists hold texts or maps. */
export type FieldValue = string | number | boolean | FieldTime | readonly (string | FieldMap)[] | FieldMap;

/** The same once times are texts. */
export type PlainScalar = string | number | boolean;
export type PlainValue = PlainScalar | PlainMap | PlainList;
export type PlainList = readonly (string | PlainMap)[];

export interface PlainMap {
  readonly [part: string]: PlainScalar;
}

export const isList = (value: FieldValue): value is readonly (string | FieldMap)[] => Array.isArray(value);

export const isTime = (value: FieldValue | null): value is FieldTime =>
  typeof value === 'object' && value !== null && 'epochMs' in value;

export const isPlainList = (value: PlainValue): value is PlainList => Array.isArray(value);
export const isPlainMap = (value: PlainValue): value is PlainMap =>
  typeof value === 'object' && !Array.isArray(value);
