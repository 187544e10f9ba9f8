import { house, person, ridge, sail, tree, type View, water } from './shapes.ts';

/** A number for each of so many places. */
const times = (count: number, draw: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => draw(index)).join('');

const nearRidge = (view: View): string =>
  ridge(view, view.height - view.short * 0.06, view.short * 0.15, view.colours.ridges[2]);

function town(view: View): string {
  const { width, height, short, random } = view;
  const ground = height - short * 0.1;
  const step = short * 0.15;
  const houses = times(Math.ceil(width / step), (index) =>
    random() < 0.24
      ? ''
      : house(view, index * step, ground, step * (0.5 + 0.35 * random()), short * (0.16 + 0.3 * random())),
  );
  return `${houses}<path fill="${view.colours.ridges[2]}" d="M0 ${Math.round(ground)}H${width}V${height}H0z"/>`;
}

function crowd(view: View): string {
  const { width, height, horizon, short, random } = view;
  const ground = `<path fill="${view.colours.ridges[1]}" d="M0 ${Math.round(horizon)}H${width}V${height}H0z"/>`;
  const count = Math.round((width / short) * 34);
  const people = times(count, (index) => {
    const depth = index / count;
    const y = horizon + (height - horizon) * (0.16 + 0.8 * depth);
    return person(view, width * random(), y, short * (0.05 + 0.1 * depth));
  });
  return ground + people;
}

function bridge(view: View): string {
  const { width, horizon, short, colours } = view;
  const deck = horizon - short * 0.12;
  const span = short * 0.34;
  const arches = times(Math.ceil(width / span), (index) => {
    const left = Math.round(index * span);
    const right = Math.round((index + 1) * span - short * 0.04);
    const top = Math.round(deck + short * 0.05);
    return `M${left} ${Math.round(horizon + short * 0.03)}Q${left} ${top} ${Math.round((left + right) / 2)} ${top}Q${right} ${top} ${right} ${Math.round(horizon + short * 0.03)}z`;
  });
  const height = Math.round(horizon + short * 0.03 - deck);
  return `${water(view)}<path fill="${colours.ridges[2]}" fill-rule="evenodd" d="M0 ${Math.round(deck)}h${width}v${height}h-${width}z${arches}"/>`;
}

function train(view: View): string {
  const { width, height, short, colours } = view;
  const rail = height - short * 0.14;
  const car = short * 0.42;
  const start = width * 0.12;
  const cars = times(Math.ceil((width * 0.7) / car), (index) => {
    const x = Math.round(start + index * car * 1.04);
    const windows = times(5, (n) => {
      const left = Math.round(x + car * (0.08 + n * 0.18));
      return `M${left} ${Math.round(rail - car * 0.24)}h${Math.round(car * 0.1)}v${Math.round(car * 0.1)}h-${Math.round(car * 0.1)}z`;
    });
    return `<rect x="${x}" y="${Math.round(rail - car * 0.32)}" width="${Math.round(car)}" height="${Math.round(car * 0.28)}" rx="${Math.round(car * 0.04)}" fill="${colours.ridges[2]}"/><path fill="${colours.light}" d="${windows}"/>`;
  });
  return `${cars}<path fill="${colours.ridges[2]}" d="M0 ${Math.round(rail)}H${width}V${height}H0z"/>`;
}

/** Three rows of trees on a slope; the near ones are larger and further apart. */
function orchard(view: View): string {
  const { width, height, horizon, short, colours, random } = view;
  const rows = times(3, (row) => {
    const size = short * (0.085 + 0.035 * row);
    const step = size * 1.1;
    const y = horizon + (height - horizon) * (0.25 + 0.33 * row);
    return times(Math.ceil(width / step) + 1, (index) =>
      tree(view, step * (index - 0.35 * row + 0.12 * random()), y, size * (0.85 + 0.3 * random())),
    );
  });
  return `<path fill="${colours.ridges[1]}" d="M0 ${Math.round(horizon)}H${width}V${height}H0z"/>${rows}`;
}

/** Low houses with gables in a row, and a church among them. */
function village(view: View): string {
  const { width, height, short, colours, random } = view;
  const ground = height - short * 0.13;
  const step = short * 0.17;
  const count = Math.ceil(width / step);
  const church = Math.round(count * 0.62);
  const houses = times(count, (index) => {
    const isChurch = index === church;
    if (!isChurch && random() < 0.22) return '';
    const wide = step * (isChurch ? 0.4 : 0.6 + 0.3 * random());
    const high = short * (isChurch ? 0.26 : 0.08 + 0.08 * random());
    const [left, top] = [index * step + step * 0.1, Math.round(ground - high)];
    const ridgeHigh = Math.round(wide * (isChurch ? 1.5 : 0.42));
    const gable = `M${Math.round(left - wide * 0.08)} ${top}L${Math.round(left + wide / 2)} ${top - ridgeHigh}L${Math.round(left + wide * 1.08)} ${top}z`;
    return `${house(view, left, ground, wide, high)}<path fill="${colours.ridges[2]}" d="${gable}"/>`;
  });
  return `${houses}<path fill="${colours.ridges[2]}" d="M0 ${Math.round(ground)}H${width}V${height}H0z"/>`;
}

function harbour(view: View): string {
  const { width, horizon, short, random } = view;
  const boats = times(5, (index) =>
    sail(
      view,
      width * (0.12 + 0.19 * index),
      horizon + short * (0.05 + 0.16 * random()),
      short * (0.12 + 0.12 * random()),
    ),
  );
  return water(view) + boats;
}

/** A desk’s sign: a disc with a ring, before the hills. */
function sign(view: View): string {
  const { width, height, short, colours, random } = view;
  const [x, y] = [Math.round(width / 2), Math.round(height * 0.52)];
  const sides = 3 + Math.floor(random() * 4);
  const corners = Array.from({ length: sides }, (_, index) => {
    const angle = (index / sides) * 2 * Math.PI - Math.PI / 2;
    return `${Math.round(x + Math.cos(angle) * short * 0.15)} ${Math.round(y + Math.sin(angle) * short * 0.15)}`;
  });
  return `${nearRidge(view)}<circle cx="${x}" cy="${y}" r="${Math.round(short * 0.3)}" fill="${colours.ridges[2]}"/><circle cx="${x}" cy="${y}" r="${Math.round(short * 0.26)}" fill="none" stroke="${colours.sun}" stroke-width="${Math.max(1, Math.round(short * 0.012))}"/><path fill="${colours.sun}" d="M${corners.join('L')}z"/>`;
}

/** What may stand before the mountains of a scene. */
export const MOTIFS = {
  lake: (view: View) => water(view) + nearRidge(view),
  sail: (view: View) =>
    water(view) + sail(view, view.width * 0.46, view.horizon + view.short * 0.06, view.short * 0.24),
  mountains: (view: View) =>
    ridge(view, view.horizon + view.short * 0.14, view.short * 0.16, view.colours.ridges[1]) +
    nearRidge(view),
  town,
  village,
  crowd,
  bridge,
  train,
  orchard,
  harbour,
  sign,
} as const satisfies Record<string, (view: View) => string>;

export type MotifName = keyof typeof MOTIFS;
