import { round } from "./scale";

/** So many go from one place (null: from outside) to a later one. */
export interface Link {
  readonly from: number | null;
  readonly to: number;
  readonly count: number;
}

export interface Node {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

export interface Ribbon {
  readonly link: Link;
  readonly path: string;
}

export interface Drawing {
  readonly nodes: readonly Node[];
  readonly ribbons: readonly Ribbon[];
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly nodeWidth: number;
}

/**
 * Lays out places from left to right and the moves between them as ribbons whose thickness is their number. What comes
 * from outside enters from the left edge above. All moves go to the right, so nothing crosses back.
 */
export function sankey(places: number, links: readonly Link[], { width, height, nodeWidth }: Frame): Drawing {
  const sum = (of: (link: Link) => boolean) => links.filter(of).reduce((all, link) => all + link.count, 0);
  const size = (place: number) => Math.max(sum((link) => link.to === place), sum((link) => link.from === place));
  const sizes = Array.from({ length: places }, (_, place) => size(place));
  const scale = (height * 0.82) / Math.max(1, ...sizes);
  const column = (width - nodeWidth) / places;
  const nodes = sizes.map((count, place) => {
    const tall = Math.max(2, count * scale);
    return { x: round(column * (place + 0.65)), y: round((height - tall) / 2), height: round(tall) };
  });
  const left = nodes.map(({ y }) => y);
  const right = nodes.map(({ y }) => y);
  const ordered = [...links].sort((a, b) => a.to - b.to || (a.from ?? -1) - (b.from ?? -1));
  const ribbons = ordered.flatMap((link): Ribbon[] => {
    const target = nodes[link.to];
    const source = link.from === null ? null : nodes[link.from];
    if (!target || source === undefined || link.count === 0) return [];
    const thick = Math.max(1, link.count * scale);
    const end = take(left, link.to, thick);
    const begin = link.from === null ? end : take(right, link.from, thick);
    const x = source === null ? Math.max(0, target.x - column * 0.55) : source.x + nodeWidth;
    return [{ link, path: ribbon(x, begin, target.x, end, thick) }];
  });
  return { nodes, ribbons };
}

function take(free: number[], place: number, thick: number): number {
  const at = free[place] ?? 0;
  free[place] = at + thick;
  return at;
}

function ribbon(x1: number, y1: number, x2: number, y2: number, thick: number): string {
  const half = round((x1 + x2) / 2);
  const [a, b, c, d] = [round(y1), round(y2), round(y2 + thick), round(y1 + thick)];
  return `M${round(x1)} ${a}C${half} ${a} ${half} ${b} ${round(x2)} ${b}V${c}C${half} ${c} ${half} ${d} ${round(x1)} ${d}Z`;
}
