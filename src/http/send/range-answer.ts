import { type ByteRange, isRangeCurrent, judgeRange } from '../../cache/byte-ranges.ts';
import type { HeaderList } from '../../cache/page-entry.ts';

/** What of a file is sent, and as what. */
export interface RangeAnswer {
  /** 200, 206 or 416. */
  readonly status: number;
  /** Content-Type, Content-Length, Content-Range. */
  readonly headers: HeaderList;
  /** In order: bytes of the file, or a text between them. */
  readonly pieces: readonly (ByteRange | string)[];
}

export interface RangeRequest {
  readonly method?: string | undefined;
  readonly headers: { readonly range?: string | undefined; readonly 'if-range'?: string | undefined };
}

export interface RangedFile {
  readonly contentType: string;
  /** In bytes. */
  readonly size: number;
  /** What it is sent with; null where it has no state that a client could name, and is sent whole. */
  readonly validators: { readonly etag: string; readonly lastModified: number } | null;
  /** Divides several parts: up to 70 letters and digits that are not in the file (RFC 2046 §5.1.1). */
  readonly boundary: string;
}

/**
 * Answers `Range` and `If-Range` of a GET: one part as it is, several as `multipart/byteranges`, written as nginx does;
 * everything else with the whole file (RFC 9110 §14).
 */
export function answerRange({ method, headers }: RangeRequest, file: RangedFile): RangeAnswer {
  const { contentType, size, validators } = file;
  const isAsked = method === 'GET' && validators !== null && isRangeCurrent(headers['if-range'], validators);
  const verdict = judgeRange(isAsked ? headers.range : undefined, size);
  if (verdict.kind === 'whole')
    return { status: 200, headers: headersOf(contentType, size), pieces: [{ start: 0, end: size }] };
  if (verdict.kind === 'unsatisfiable')
    return { status: 416, headers: ['Content-Range', `bytes */${size}`, 'Content-Length', '0'], pieces: [] };
  const [first, ...others] = verdict.parts;
  if (others.length > 0) return answerParts(verdict.parts, file);
  const { start, end } = first;
  return {
    status: 206,
    headers: [...headersOf(contentType, end - start), 'Content-Range', contentRange(first, size)],
    pieces: [first],
  };
}

function answerParts(parts: readonly ByteRange[], { contentType, size, boundary }: RangedFile): RangeAnswer {
  const head = `\r\n--${boundary}\r\nContent-Type: ${contentType}\r\nContent-Range: `;
  const pieces = [
    ...parts.flatMap((part) => [`${head}${contentRange(part, size)}\r\n\r\n`, part]),
    `\r\n--${boundary}--\r\n`,
  ];
  const length = pieces.reduce(
    (sum, piece) => sum + (typeof piece === 'string' ? Buffer.byteLength(piece) : piece.end - piece.start),
    0,
  );
  return { status: 206, headers: headersOf(`multipart/byteranges; boundary=${boundary}`, length), pieces };
}

const headersOf = (type: string, length: number): HeaderList => [
  'Content-Type',
  type,
  'Content-Length',
  String(length),
];

const contentRange = ({ start, end }: ByteRange, size: number): string => `bytes ${start}-${end - 1}/${size}`;
