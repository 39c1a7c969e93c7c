import { INKS, SHAPES, type Figure } from '../research/figure.js';
import { symbol } from './marks.js';
import { ink } from './plot.js';

const MARGIN = 20;
const LINE = 20;
const FONT = 'system-ui, sans-serif';

/** A picture of a figure that explains itself: title, what was drawn, what was asked, and when. */
export async function pictureOf(figure: Figure, drawn: HTMLCanvasElement, at: Date, place: string): Promise<Blob> {
  const ratio = devicePixelRatio;
  const named = figure.series.filter((series) => series.name !== '');
  const note = wrapped(figure.note, drawn.width / ratio);
  const head = MARGIN + 28 + note.length * LINE + (named.length > 0 ? 28 : 0);
  const canvas = document.createElement('canvas');
  canvas.width = drawn.width + 2 * MARGIN * ratio;
  canvas.height = drawn.height + (head + 2 * LINE + 2 * MARGIN) * ratio;
  const ctx = canvas.getContext('2d') as CanvasRenderingContext2D;
  ctx.fillStyle = ink('--panel');
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.drawImage(drawn, MARGIN * ratio, head * ratio);
  ctx.scale(ratio, ratio);
  ctx.textBaseline = 'top';
  write(ctx, `600 18px ${FONT}`, ink('--ink'), figure.title, MARGIN);
  note.forEach((line, i) => write(ctx, `13px ${FONT}`, ink('--faint'), line, MARGIN + 28 + i * LINE));
  legend(ctx, named.map((series) => series.name), head - 16);
  const foot = head + drawn.height / ratio + MARGIN / 2;
  write(ctx, `12px ${FONT}`, ink('--faint'), `${place}/api/v1/${figure.path}`, foot);
  write(ctx, `12px ${FONT}`, ink('--faint'), at.toISOString(), foot + LINE);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png'));
}

function write(ctx: CanvasRenderingContext2D, font: string, colour: string, text: string, y: number): void {
  ctx.font = font;
  ctx.fillStyle = colour;
  ctx.fillText(text, MARGIN, y);
}

function legend(ctx: CanvasRenderingContext2D, names: readonly string[], y: number): void {
  let x = MARGIN + 8;
  ctx.font = `13px ${FONT}`;
  ctx.textBaseline = 'middle';
  names.forEach((name, i) => {
    const colour = ink(INKS[i % INKS.length] ?? '--blue');
    symbol({ ctx, colour, ink: '', faint: '', ground: ink('--panel'), ratio: 1, shape: SHAPES[i % SHAPES.length] ?? 'circle' }, { x, y });
    ctx.fillStyle = ink('--ink');
    ctx.fillText(name, x + 12, y);
    x += ctx.measureText(name).width + 40;
  });
  ctx.textBaseline = 'top';
}

/** Lines of at most that width; a text without blanks is cut between any two characters. */
function wrapped(text: string, width: number): readonly string[] {
  const ctx = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
  ctx.font = `13px ${FONT}`;
  const lines: string[] = [];
  let line = '';
  for (const part of text.match(/[\x21-\x7e’–]+\s*|./g) ?? []) {
    if (line !== '' && ctx.measureText(line + part).width > width) {
      lines.push(line);
      line = '';
    }
    line += part;
  }
  return line === '' ? lines : [...lines, line];
}
