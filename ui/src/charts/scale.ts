/** A round number at or above the largest value, and the lines of the grid up to it. */
export function ticks(largest: number, most = 4): readonly number[] {
  const top = Math.max(1, largest);
  const rough = top / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? 10 * power);
  const count = Math.ceil(top / step);
  return Array.from({ length: count + 1 }, (_, at) => at * step);
}

/** One place of a series: what it is called, its number, and that of the year before. */
export interface Point {
  readonly code: string;
  readonly label: string;
  readonly value: number;
  readonly previous: number;
}

/** The first of the largest; null when all are zero. */
export function largest(points: readonly Point[]): Point | null {
  return points.reduce<Point | null>((most, one) => (one.value > (most?.value ?? 0) ? one : most), null);
}

/** Lines through points that lie evenly on a width. */
export function line(values: readonly number[], top: number, width: number, height: number): string {
  const at = (index: number) => (width * (index + 0.5)) / values.length;
  const up = (value: number) => height - (value / top) * height;
  return values.map((value, index) => `${index === 0 ? "M" : "L"}${round(at(index))} ${round(up(value))}`).join("");
}

/** Hundredths are finer than any screen. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
