import { type Connection, connect } from '../../../bench/lib/connection.ts';

/** Where readers may ask: a machine, its cache, or what stands in front of all. */
export interface Place {
  readonly name: string;
  readonly origin: string;
  /** Whether it hands on what several others have, so that a former answer may follow a new one until all of them have that. */
  readonly isMixed: boolean;
  /** Which machine’s pages it shows; null for those of all. */
  readonly machine: number | null;
  /** The rig’s own connection to it. */
  readonly connection: Connection;
}

/** Makes a place with a connection of its own. */
export const placeAt = (name: string, origin: string, machine: number | null): Place => ({
  name,
  origin,
  isMixed: machine === null,
  machine,
  connection: connect(origin),
});
