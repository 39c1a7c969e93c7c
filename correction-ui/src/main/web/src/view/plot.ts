import 'uplot/dist/uPlot.min.css';
import uPlot from 'uplot';
import { ENOUGH, INKS, isWhole, marksOf, SHAPES, spanOf, topOf, type Figure, type Mark } from '../research/figure.js';
import { t } from '../words/language.js';
import { drawMark, type Brush } from './marks.js';
import { textScale } from './scale.js';

const ROW = 46;
const font = (): string => `${13 * textScale()}px system-ui, sans-serif`;
/** How far a finger may miss a mark, in CSS pixels. */
const REACH = 32;

export interface Plot {
  /** What is on the screen now, for a picture of it. */
  canvas(): HTMLCanvasElement;
  close(): void;
}

/** Draws a figure into its place; a tap on a mark tells which. */
export function plot(figure: Figure, place: HTMLElement, open: (mark: Mark) => void): Plot {
  const rows = figure.shape !== 'curve';
  const draw = (): uPlot => {
    const made = new uPlot({ ...(rows ? rowOptions(figure, place) : curveOptions(figure, place)), hooks: { draw: [(u) => marks(u, figure)] } }, [[0], [null]], place);
    made.over.addEventListener('click', (event) => {
      const hit = nearest(made, figure, event.offsetX, event.offsetY);
      if (hit !== undefined) {
        open(hit);
      }
    });
    return made;
  };
  let drawn = draw();
  let width = place.clientWidth;
  const resize = new ResizeObserver(() => {
    if (place.clientWidth !== width) {
      width = place.clientWidth;
      drawn.destroy();
      drawn = draw();
    }
  });
  resize.observe(place);
  return {
    canvas: () => drawn.ctx.canvas,
    close: () => {
      resize.disconnect();
      drawn.destroy();
    },
  };
}

/** A colour of the page's theme. */
export function ink(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function common(place: HTMLElement, height: number): Pick<uPlot.Options, 'width' | 'height' | 'legend' | 'cursor' | 'series'> {
  return {
    width: Math.max(260, place.clientWidth),
    height,
    legend: { show: false },
    cursor: { show: false },
    series: [{}, { paths: () => null, points: { show: false } }],
  };
}

function axis(): Pick<uPlot.Axis, 'stroke' | 'ticks' | 'font' | 'labelFont'> {
  return { stroke: ink('--faint'), ticks: { show: false }, font: font(), labelFont: font() };
}

const gridLines = (): uPlot.Axis.Grid => ({ stroke: ink('--line'), width: 1 });

/** Names down the left side, so that long ones have room; figures from left to right. */
function rowOptions(figure: Figure, place: HTMLElement): uPlot.Options {
  const names = labels(figure);
  const width = Math.max(260, place.clientWidth);
  const room = Math.min(0.42 * width, 24 + Math.max(40, ...names.map(widthOf)));
  return {
    ...common(place, textScale() * (ROW * Math.max(1, names.length) + 48)),
    padding: [4, 74 * textScale(), 0, 0],
    scales: {
      x: { time: false, ori: 1, dir: -1, range: () => [-0.5, names.length - 0.5] },
      y: { ori: 0, dir: 1, range: () => [0, topOf(figure)] },
    },
    axes: [
      { ...axis(), scale: 'x', side: 3, size: room, grid: { show: false }, stroke: ink('--ink'), splits: () => names.map((_, i) => i), values: (_, at) => at.map((i) => fitted(names[i] ?? '', room - 20)) },
      { ...axis(), scale: 'y', side: 2, size: 36 * textScale(), space: 64 * textScale(), grid: gridLines(), values: (_, ticks) => ticks.map((tick) => `${tick}${figure.unit}`) },
    ],
  };
}

function curveOptions(figure: Figure, place: HTMLElement): uPlot.Options {
  return {
    ...common(place, 320 * textScale()),
    padding: [18, 56 * textScale(), 0, 0],
    scales: {
      x: { time: false, range: () => [...spanOf(figure)] },
      y: { range: () => [0, topOf(figure)] },
    },
    axes: [
      { ...axis(), scale: 'x', size: 34 * textScale(), space: 50 * textScale(), label: figure.xTitle, labelSize: 24 * textScale(), grid: { show: false }, ...(isWhole(figure) ? { incrs: [1, 2, 5, 10, 20, 50] } : {}) },
      { ...axis(), scale: 'y', size: 58 * textScale(), label: figure.yTitle, labelSize: 24 * textScale(), grid: gridLines(), values: (_, ticks) => ticks.map((tick) => `${tick}${figure.unit}`) },
    ],
  };
}

/** A row a name; a row a place where several series share names. */
function labels(figure: Figure): readonly string[] {
  const names: string[] = [];
  for (const mark of marksOf(figure)) {
    names[mark.x] = mark.label;
  }
  return names;
}

function widthOf(text: string): number {
  const ctx = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
  ctx.font = font();
  return ctx.measureText(text).width;
}

function fitted(text: string, width: number): string {
  let short = text;
  while (short.length > 4 && widthOf(short) > width) {
    short = `${short.slice(0, -2)}…`;
  }
  return short;
}

/** Where a mark lies on the canvas, in its own pixels; series share a row side by side. */
function position(u: uPlot, figure: Figure, series: number, mark: Mark, value: number): { x: number; y: number } {
  if (figure.shape === 'curve') {
    return { x: u.valToPos(mark.x, 'x', true), y: u.valToPos(value, 'y', true) };
  }
  const several = figure.series.length;
  const step = Math.min(13, 34 / several) * devicePixelRatio * textScale();
  return { x: u.valToPos(value, 'y', true), y: u.valToPos(mark.x, 'x', true) + (series - (several - 1) / 2) * step };
}

function marks(u: uPlot, figure: Figure): void {
  const ctx = u.ctx;
  ctx.save();
  if (figure.diagonal) {
    line(u, [
      { x: u.valToPos(0, 'x', true), y: u.valToPos(0, 'y', true) },
      { x: u.valToPos(100, 'x', true), y: u.valToPos(100, 'y', true) },
    ], ink('--faint'), [6, 6]);
  }
  figure.series.forEach((series, s) => {
    const colour = ink(INKS[s % INKS.length] ?? '--blue');
    const seen = series.marks.filter((mark) => mark.n >= ENOUGH);
    if (figure.shape === 'curve') {
      const start = series.start === undefined || series.start.n < ENOUGH ? [] : [series.start];
      line(u, [...start, ...seen].map((mark) => position(u, figure, s, mark, mark.y)), colour, []);
    }
    for (const mark of series.marks) {
      const at = (value: number): { x: number; y: number } => position(u, figure, s, mark, Math.min(value, topOf(figure)));
      const brush: Brush = { ctx, colour, ink: ink('--ink'), faint: ink('--faint'), ground: ink('--panel'), ratio: devicePixelRatio * textScale(), shape: SHAPES[s % SHAPES.length] ?? 'circle' };
      const alone = figure.shape === 'curve' || figure.series.length === 1;
      drawMark(brush, figure, mark, { zero: at(0), value: at(mark.y), low: at(mark.low), high: at(mark.high) }, { right: u.bbox.left + u.bbox.width, text: alone, few: t('not enough data') });
    }
  });
  ctx.restore();
}

function line(u: uPlot, points: readonly { x: number; y: number }[], colour: string, dash: number[]): void {
  const ctx = u.ctx;
  ctx.beginPath();
  points.forEach((point) => ctx.lineTo(point.x, point.y));
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.setLineDash(dash);
  ctx.stroke();
  ctx.setLineDash([]);
}

function nearest(u: uPlot, figure: Figure, x: number, y: number): Mark | undefined {
  const origin = { x: u.bbox.left / devicePixelRatio, y: u.bbox.top / devicePixelRatio };
  const found = figure.series
    .flatMap((series, s) => series.marks.map((mark) => ({ mark, at: position(u, figure, s, mark, mark.n >= ENOUGH ? mark.y : 0) })))
    .map(({ mark, at }) => ({ mark, off: Math.hypot(at.x / devicePixelRatio - origin.x - x, at.y / devicePixelRatio - origin.y - y) }))
    .sort((a, b) => a.off - b.off)[0];
  return found !== undefined && found.off <= REACH ? found.mark : undefined;
}
