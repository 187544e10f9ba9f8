import type { LogCall } from './read-log-calls.ts';

/** A row of docs/logs.md: a message as it is written, its levels, and the fields that its lines may have. */
export interface MessageRow {
  readonly message: string;
  readonly levels: string;
  readonly fields: readonly string[];
}

/** The messages of each room of `src`, in order; what a room says in words of others is `…`. */
export function messageRows(calls: readonly LogCall[]): ReadonlyMap<string, readonly MessageRow[]> {
  const said = calls.flatMap(({ room, level, messages, fields }) =>
    messages.map((message) => ({ room, level, message, fields })),
  );
  // What telemetry writes is what others gave it.
  const byRoom = Object.groupBy(said, ({ room }) => room);
  const rooms = Object.keys(byRoom).filter((room) => room !== 'telemetry');
  return new Map(rooms.sort().map((room) => [room, rowsOf(byRoom[room] ?? [])]));
}

function rowsOf(
  said: readonly { level: string; message: string; fields: readonly string[] }[],
): MessageRow[] {
  return Object.entries(Object.groupBy(said, ({ message }) => message))
    .map(([message, places = []]) => ({
      message,
      levels: sorted(places.flatMap(({ level }) => level.split(', '))).join(', '),
      fields: sorted(places.flatMap(({ fields }) => fields)),
    }))
    .sort((a, b) => (a.message < b.message ? -1 : 1));
}

/** Which rooms write each field. */
export function fieldRooms(calls: readonly LogCall[]): ReadonlyMap<string, readonly string[]> {
  const pairs = calls.flatMap(({ room, fields }) => fields.map((field) => ({ room, field })));
  const byField = Object.groupBy(pairs, ({ field }) => field);
  const names = Object.keys(byField).sort();
  return new Map(names.map((name) => [name, sorted((byField[name] ?? []).map(({ room }) => room))]));
}

/** The cells of the rows of a table of Markdown that follows a header row. */
export function tableRows(text: string, header: string, from = 0): string[][] {
  const start = text.indexOf(header, from);
  if (start < 0) throw new Error(`there is no table "${header}"`);
  const lines = text.slice(start).split('\n').slice(2);
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(0, end < 0 ? undefined : end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const sorted = (words: readonly string[]): string[] => [...new Set(words)].sort();
