import uPlot from 'uplot';
import { h } from './dom.js';

/** One policy version: a figure with its 95 % interval, and from how many episodes it comes. */
export interface Point {
  readonly label: string;
  readonly n: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Fewer episodes than this say nothing worth a mark. */
export const ENOUGH = 10;

const INK = '#e8ecef';
const FAINT = '#aab4bb';
const GRID = '#2b3338';

export interface Chart {
  readonly element: HTMLElement;
  show(points: readonly Point[]): void;
  close(): void;
}

/** A mark a policy version, with its interval as a bar; versions with too few episodes stand there in words. */
export function chart(title: string, unit: string, color: string, top: number | undefined): Chart {
  const place = h('div', 'plot');
  const element = h('figure', 'card chart', {}, h('figcaption', '', {}, title), place);
  let points: readonly Point[] = [];
  let plot: uPlot | undefined;
  const show = (next: readonly Point[]): void => {
    if (JSON.stringify(next) === JSON.stringify(points)) {
      return;
    }
    points = next;
    plot?.destroy();
    const highest = Math.max(1, ...points.filter((p) => p.n >= ENOUGH).map((p) => p.high));
    plot = new uPlot(options(() => points, size(place), unit, color, top ?? highest * 1.15), data(points), place);
  };
  const resize = new ResizeObserver(() => plot?.setSize(size(place)));
  resize.observe(place);
  return { element, show, close: () => resize.disconnect() };
}

function size(place: HTMLElement): { width: number; height: number } {
  return { width: Math.max(240, place.clientWidth), height: 220 };
}

function data(points: readonly Point[]): uPlot.AlignedData {
  return [points.map((_, i) => i), points.map((p) => (p.n >= ENOUGH ? p.value : null))];
}

function options(points: () => readonly Point[], size: { width: number; height: number }, unit: string, color: string, top: number): uPlot.Options {
  const axis = { stroke: FAINT, grid: { stroke: GRID, width: 1 }, ticks: { show: false }, font: '13px system-ui' };
  return {
    ...size,
    legend: { show: false },
    cursor: { show: false },
    padding: [16, 12, 0, 0],
    scales: {
      x: { time: false, range: () => [-0.6, Math.max(0, points().length - 1) + 0.6] },
      y: { range: () => [0, top] },
    },
    axes: [
      { ...axis, size: 30, grid: { show: false }, splits: () => points().map((_, i) => i), values: (_, ticks) => ticks.map((i) => points()[i]?.label ?? '') },
      { ...axis, size: 56, values: (_, ticks) => ticks.map((tick) => `${tick}${unit}`) },
    ],
    series: [{}, { paths: () => null, points: { show: false } }],
    hooks: { draw: [(plot) => points().forEach((point, i) => mark(plot, point, i, unit, color))] },
  };
}

function mark(plot: uPlot, point: Point, i: number, unit: string, color: string): void {
  const ratio = devicePixelRatio;
  const x = plot.valToPos(i, 'x', true);
  const at = (value: number): number => plot.valToPos(value, 'y', true);
  const ctx = plot.ctx;
  ctx.save();
  ctx.textAlign = 'center';
  ctx.font = `${13 * ratio}px system-ui`;
  if (point.n < ENOUGH) {
    ctx.fillStyle = FAINT;
    ctx.fillText('not enough data', x, at(0) - 26 * ratio);
    ctx.fillText(`n = ${point.n}`, x, at(0) - 8 * ratio);
    ctx.restore();
    return;
  }
  ctx.strokeStyle = color;
  ctx.setLineDash([]);
  ctx.lineWidth = 2 * ratio;
  ctx.beginPath();
  ctx.moveTo(x, at(point.low));
  ctx.lineTo(x, at(point.high));
  for (const end of [point.low, point.high]) {
    ctx.moveTo(x - 7 * ratio, at(end));
    ctx.lineTo(x + 7 * ratio, at(end));
  }
  ctx.stroke();
  ctx.fillStyle = color;
  ctx.beginPath();
  ctx.arc(x, at(point.value), 6 * ratio, 0, 2 * Math.PI);
  ctx.fill();
  ctx.fillStyle = INK;
  ctx.textAlign = 'left';
  ctx.fillText(`${point.value.toFixed(0)}${unit}`, x + 12 * ratio, at(point.value) + 4 * ratio);
  ctx.fillStyle = FAINT;
  ctx.textAlign = 'center';
  ctx.fillText(`n = ${point.n}`, x, at(0) - 8 * ratio);
  ctx.restore();
}
