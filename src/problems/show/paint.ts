import { Stream } from 'node:stream';
import { styleText } from 'node:util';

/** What the parts of a report are; each has its colour. */
export type Role = 'place' | 'error' | 'warning' | 'message' | 'context' | 'cure';

/** Returns the text in the colour of its role, or as it is where colours are off. */
export type Paint = (role: Role, text: string) => string;

export type ColourChoice = 'auto' | 'always' | 'never';

const STYLES: Readonly<Record<Role, Parameters<typeof styleText>[0]>> = {
  place: 'cyan',
  error: ['red', 'bold'],
  warning: ['yellow', 'bold'],
  message: 'bold',
  context: 'dim',
  cure: 'green',
};

export const paintNothing: Paint = (_role, text) => text;

/**
 * Chooses the colours of a report. `auto` asks Node whether the stream is a terminal with colours, where
 * NO_COLOR and FORCE_COLOR have their say; what is no stream of Node gets none.
 */
export function choosePaint(choice: ColourChoice, output: unknown): Paint {
  const isColoured = choice === 'always' || (choice === 'auto' && takesColour(output));
  if (!isColoured) return paintNothing;
  return (role, text) => styleText(STYLES[role], text, { validateStream: false });
}

function takesColour(output: unknown): boolean {
  if (!(output instanceof Stream)) return false;
  return styleText('red', 'x', { stream: output as NodeJS.WriteStream }) !== 'x';
}
