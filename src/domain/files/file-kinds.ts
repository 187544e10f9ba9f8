/** A kind of file that is served as it is, besides pictures. Nothing that a browser runs is among them. */
export interface FileKind {
  /** The extension in small letters, without its dot. */
  readonly extension: string;
  /** The media type, without parameters. */
  readonly type: string;
  /** Whether a browser shows, plays or reads it where it is; else it is saved. */
  readonly isInline: boolean;
  /** Whether it is text, which has a charset. */
  readonly isText: boolean;
  /** Whether stories come in such files as well: beside texts, one is served only where a text leads to it. */
  readonly isManuscript: boolean;
}

/** `extension type`, then what is true of it: `i` is inline, `t` is text, `m` is a manuscript perhaps. */
const ROWS = [
  'pdf application/pdf i',
  'mp3 audio/mpeg i',
  'm4a audio/mp4 i',
  'ogg audio/ogg i',
  'oga audio/ogg i',
  'opus audio/ogg i',
  'wav audio/wav i',
  'flac audio/flac i',
  'mp4 video/mp4 i',
  'm4v video/mp4 i',
  'mov video/quicktime i',
  'webm video/webm i',
  'ogv video/ogg i',
  'vtt text/vtt it',
  'srt application/x-subrip t',
  'csv text/csv t',
  'tsv text/tab-separated-values t',
  'json application/json tm',
  'geojson application/geo+json t',
  'txt text/plain itm',
  'xlsx application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'docx application/vnd.openxmlformats-officedocument.wordprocessingml.document m',
  'pptx application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'ods application/vnd.oasis.opendocument.spreadsheet',
  'odt application/vnd.oasis.opendocument.text m',
  'odp application/vnd.oasis.opendocument.presentation',
  'epub application/epub+zip',
  'zip application/zip',
];

/** By the extension. */
export const FILE_KINDS: ReadonlyMap<string, FileKind> = new Map(
  ROWS.map((row) => {
    const [extension = '', type = '', marks = ''] = row.split(' ');
    const has = (mark: string): boolean => marks.includes(mark);
    return [extension, { extension, type, isInline: has('i'), isText: has('t'), isManuscript: has('m') }];
  }),
);

/** The kind that a file's name says, by its extension of any case; null for any other file. */
export function fileKindOf(name: string): FileKind | null {
  const extension = /[^/.]\.([a-z0-9]{3,7})$/i.exec(name)?.[1]?.toLowerCase();
  return extension === undefined ? null : (FILE_KINDS.get(extension) ?? null);
}
