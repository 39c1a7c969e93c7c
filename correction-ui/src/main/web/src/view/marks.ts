import { digits, ENOUGH, type Figure, type Mark, type SHAPES } from '../research/figure.js';

type Point = { readonly x: number; readonly y: number };

export interface Brush {
  readonly ctx: CanvasRenderingContext2D;
  readonly colour: string;
  readonly ink: string;
  readonly faint: string;
  readonly ground: string;
  readonly ratio: number;
  readonly shape: (typeof SHAPES)[number];
}

interface Places {
  readonly zero: Point;
  readonly value: Point;
  readonly low: Point;
  readonly high: Point;
}

interface Margin {
  /** The right end of the drawing, in canvas pixels; n stands beyond it. */
  readonly right: number;
  /** Whether there is room for the figure beside its mark. */
  readonly text: boolean;
  readonly few: string;
}

const FONT = 'system-ui, sans-serif';

/** One mark with its interval and its n; words where n is too small for a mark. */
export function drawMark(brush: Brush, figure: Figure, mark: Mark, at: Places, margin: Margin): void {
  const { ctx, ratio } = brush;
  const curve = figure.shape === 'curve';
  ctx.font = `${13 * ratio}px ${FONT}`;
  ctx.textBaseline = 'middle';
  ctx.fillStyle = brush.faint;
  const n = `n = ${mark.n}`;
  if (mark.n < ENOUGH) {
    ctx.textAlign = curve ? 'right' : 'left';
    ctx.fillText(margin.text ? `${margin.few} (${n})` : '', at.zero.x + (curve ? 40 : 10) * ratio, at.zero.y - (curve ? 12 * ratio : 0));
    return;
  }
  if (figure.shape === 'bars') {
    ctx.fillStyle = brush.colour;
    ctx.globalAlpha = 0.55;
    ctx.fillRect(at.zero.x, at.zero.y - 11 * ratio, at.value.x - at.zero.x, 22 * ratio);
    ctx.globalAlpha = 1;
  }
  interval(brush, at.low, at.high, curve);
  symbol(brush, at.value);
  if (margin.text) {
    words(brush, mark, figure, at, margin, n);
  }
}

function words(brush: Brush, mark: Mark, figure: Figure, at: Places, margin: Margin, n: string): void {
  const { ctx, ratio } = brush;
  if (figure.shape === 'curve') {
    ctx.fillStyle = brush.faint;
    ctx.textAlign = 'left';
    ctx.fillText(n, at.value.x + 9 * ratio, at.value.y + 13 * ratio);
    return;
  }
  ctx.fillStyle = brush.ink;
  ctx.textAlign = at.value.x > margin.right - 40 * ratio ? 'right' : at.value.x < at.zero.x + 30 * ratio ? 'left' : 'center';
  ctx.fillText(`${figure.unit === ' %' ? mark.y.toFixed(0) : digits(mark.y)}${figure.unit}`, at.value.x, at.value.y - 15 * ratio);
  ctx.fillStyle = brush.faint;
  ctx.textAlign = 'left';
  ctx.fillText(n, margin.right + 12 * ratio, at.value.y);
}

function interval(brush: Brush, low: Point, high: Point, upright: boolean): void {
  const { ctx, ratio } = brush;
  const end = 6 * ratio;
  ctx.strokeStyle = brush.colour;
  ctx.lineWidth = 2 * ratio;
  ctx.beginPath();
  ctx.moveTo(low.x, low.y);
  ctx.lineTo(high.x, high.y);
  for (const point of [low, high]) {
    ctx.moveTo(point.x - (upright ? end : 0), point.y - (upright ? 0 : end));
    ctx.lineTo(point.x + (upright ? end : 0), point.y + (upright ? 0 : end));
  }
  ctx.stroke();
}

/** Versions differ by shape, not by colour alone. */
export function symbol(brush: Brush, at: Point): void {
  const { ctx, ratio } = brush;
  const r = 6 * ratio;
  ctx.beginPath();
  switch (brush.shape) {
    case 'circle':
      ctx.arc(at.x, at.y, r, 0, 2 * Math.PI);
      break;
    case 'square':
      ctx.rect(at.x - r, at.y - r, 2 * r, 2 * r);
      break;
    case 'triangle':
      ctx.moveTo(at.x, at.y - 1.3 * r);
      ctx.lineTo(at.x + 1.2 * r, at.y + r);
      ctx.lineTo(at.x - 1.2 * r, at.y + r);
      break;
    case 'diamond':
      ctx.moveTo(at.x, at.y - 1.3 * r);
      ctx.lineTo(at.x + 1.3 * r, at.y);
      ctx.lineTo(at.x, at.y + 1.3 * r);
      ctx.lineTo(at.x - 1.3 * r, at.y);
      break;
  }
  ctx.closePath();
  ctx.fillStyle = brush.colour;
  ctx.fill();
  ctx.lineWidth = 1.5 * ratio;
  ctx.strokeStyle = brush.ground;
  ctx.stroke();
}
