/** The colours of a drawn scene, as hexadecimal sRGB, from the far to the near. */
export interface Palette {
  /** The sky from its top to the horizon. */
  readonly sky: readonly [string, string];
  readonly sun: string;
  /** Three ridges, from the far one to the near one; the last is the darkest. */
  readonly ridges: readonly [string, string, string];
  readonly water: string;
  /** Lit windows, and the light on waves. */
  readonly light: string;
}

/** Hours of a day and seasons at an invented lake. */
export const PALETTES = {
  morning: {
    sky: ['#8aa6bd', '#ccd3d3'],
    sun: '#ebe3d3',
    ridges: ['#6d87a0', '#465f7c', '#26384f'],
    water: '#4a6484',
    light: '#9db3c8',
  },
  noon: {
    sky: ['#6f94ac', '#d8d3c4'],
    sun: '#efe7d6',
    ridges: ['#86977f', '#66754f', '#394531'],
    water: '#66714f',
    light: '#a9b08d',
  },
  evening: {
    sky: ['#c98566', '#ecd4b2'],
    sun: '#f3e7d2',
    ridges: ['#a2644d', '#714539', '#3a2522'],
    water: '#7b4b3d',
    light: '#d9a07d',
  },
  fog: {
    sky: ['#a3acac', '#d9d6ca'],
    sun: '#efe9db',
    ridges: ['#8b968f', '#66736a', '#3a443c'],
    water: '#717d76',
    light: '#c4c9bf',
  },
  harvest: {
    sky: ['#d3a273', '#f0e0c2'],
    sun: '#f6ecd8',
    ridges: ['#b58a5b', '#876546', '#4a372b'],
    water: '#8d6d4e',
    light: '#e3c79b',
  },
  night: {
    sky: ['#1f2c45', '#56698a'],
    sun: '#e9e4d3',
    ridges: ['#33445f', '#22304a', '#131c2d'],
    water: '#263650',
    light: '#e2c98f',
  },
  snow: {
    sky: ['#b4c1cb', '#e9e6de'],
    sun: '#f7f1e4',
    ridges: ['#cdd5d8', '#9fadb6', '#5e6d7a'],
    water: '#8fa1ae',
    light: '#f1efe8',
  },
} as const satisfies Record<string, Palette>;

export type PaletteName = keyof typeof PALETTES;
