/** A figure as data: what is drawn, the same as a table, and what was asked of the controller to get it. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  /** What a reader must know, in a sentence. */
  readonly note: string;
  /** `rows`: a line a mark, names at the left. `bars`: the same from 0 on. `curve`: marks over a number. */
  readonly shape: 'rows' | 'bars' | 'curve';
  readonly xTitle: string;
  readonly yTitle: string;
  /** After each number, such as ` %`. */
  readonly unit: string;
  /** The end of the scale where it is known. */
  readonly top: number | undefined;
  /** A calibrated prediction lies on the line from corner to corner. */
  readonly diagonal: boolean;
  readonly series: readonly Series[];
  readonly table: Table;
  /** Below `/api/v1`. */
  readonly path: string;
}

export interface Series {
  readonly name: string;
  readonly marks: readonly Mark[];
  /** Where the line begins that joins them; a mark of another series. None where they begin by themselves. */
  readonly start: Mark | undefined;
}

/** One figure with its 95 % interval, and from how many episodes it comes. */
export interface Mark {
  readonly label: string;
  /** Of a curve; otherwise its place in the list. */
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
  /** Where the episodes behind it are. */
  readonly link: string | undefined;
}

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

export interface Row {
  readonly cells: readonly string[];
  readonly link: string | undefined;
}

/** Fewer episodes than this say nothing worth a mark. */
export const ENOUGH = 10;

/** Okabe and Ito's; told apart by shape, too. */
export const INKS = ['--blue', '--orange', '--green', '--vermillion', '--yellow'] as const;
export const SHAPES = ['circle', 'square', 'triangle', 'diamond'] as const;

export function marksOf(figure: Figure): readonly Mark[] {
  return figure.series.flatMap((series) => series.marks);
}

/** Whether there is anything to draw. */
export function hasEnough(figure: Figure): boolean {
  return marksOf(figure).some((mark) => mark.n >= ENOUGH);
}

/** The end of the scale: a little beyond the highest interval, but not beyond what would crush all others. */
export function topOf(figure: Figure): number {
  const seen = marksOf(figure).filter((mark) => mark.n >= ENOUGH);
  const values = Math.max(0, ...seen.map((mark) => mark.y));
  const highest = Math.max(0, ...seen.map((mark) => mark.high));
  return figure.top ?? (1.1 * Math.min(highest, 3 * values) || 1);
}

/** Rounds have no halves. */
export function isWhole(figure: Figure): boolean {
  return marksOf(figure).every((mark) => Number.isInteger(mark.x));
}

/** Left and right end of a curve, with some room; nothing is less than none. */
export function spanOf(figure: Figure): readonly [number, number] {
  if (figure.diagonal) {
    return [0, 100];
  }
  const xs = marksOf(figure).map((mark) => mark.x);
  const low = Math.min(0, ...xs);
  const high = Math.max(1, ...xs);
  const room = 0.08 * (high - low);
  return [isWhole(figure) ? low - room : low, high + room];
}

/** Enough digits to tell figures apart, and no more. */
export function digits(value: number): string {
  return value === 0 || Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 1 ? value.toFixed(1) : value.toFixed(3);
}
