import type { EpisodeDetail } from '../../review/api.js';
import { actors, advantageScale, guardEvents, stages, takeovers, ticks, xOf } from '../../review/timeline.js';

/** Lanes are drawn in the theme's colours, which the style sheet says. */
export interface Brush {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  /** Pixels of one rem: lanes grow with the text. */
  readonly rem: number;
  colour(name: 'ink' | 'faint' | 'line' | 'panel' | 'blue' | 'orange' | 'vermillion' | 'green' | 'yellow'): string;
}

export interface Lane {
  readonly name: LaneName;
  readonly top: number;
  readonly height: number;
}

export type LaneName = 'value' | 'advantage' | 'indicator' | 'progress' | 'source' | 'takeovers' | 'guard' | 'stage' | 'time';

export function paint(brush: Brush, lane: Lane, detail: EpisodeDetail): void {
  const { context, width } = brush;
  context.save();
  context.translate(0, lane.top);
  context.beginPath();
  context.rect(0, 0, width, lane.height);
  context.clip();
  PAINTERS[lane.name](brush, lane.height, detail);
  context.restore();
}

const PAINTERS: Readonly<Record<LaneName, (brush: Brush, height: number, detail: EpisodeDetail) => void>> = {
  value: (brush, height, detail) => curve(brush, height, detail, 'blue', (step) => (step.value === null ? null : 1 + step.value)),
  progress: (brush, height, detail) => curve(brush, height, detail, 'green', (step) => step.progress),
  advantage,
  indicator,
  source,
  takeovers: (brush, height, detail) => takeovers(detail.steps).forEach((run, i) => flag(brush, height, detail, run.from, 'orange', `${i + 1}`)),
  guard: (brush, height, detail) =>
    guardEvents(detail.steps).forEach((event) => {
      box(brush, height, detail, event.from, event.until, 'vermillion');
      flag(brush, height, detail, event.from, 'vermillion', '!');
    }),
  stage: (brush, height, detail) =>
    stages(detail.steps).forEach((run) => {
      line(brush, place(brush, detail, run.from), 0, place(brush, detail, run.from), height, 'faint');
      word(brush, `${run.what}`, place(brush, detail, run.from) + 4, height / 2, 'ink', place(brush, detail, run.until) - place(brush, detail, run.from) - 4);
    }),
  time: (brush, height, detail) =>
    ticks(detail.steps.length, detail.manifest.hz, brush.width, 4 * brush.rem).forEach((second) => {
      const x = place(brush, detail, second * detail.manifest.hz);
      line(brush, x, 0, x, height * 0.3, 'faint');
      word(brush, `${second} s`, x + 3, height * 0.6, 'faint');
    }),
};

function place(brush: Brush, detail: EpisodeDetail, step: number): number {
  return xOf(step, detail.steps.length, brush.width);
}

/** A share of 0 to 1, from bottom to top; a step is drawn in its middle. */
function curve(brush: Brush, height: number, detail: EpisodeDetail, colour: 'blue' | 'green', share: (step: EpisodeDetail['steps'][number]) => number | null): void {
  const { context } = brush;
  const inside = height - 6;
  line(brush, 0, height - 3, brush.width, height - 3, 'line');
  context.beginPath();
  let drawing = false;
  for (const step of detail.steps) {
    const at = share(step);
    if (at === null) {
      drawing = false;
      continue;
    }
    const x = place(brush, detail, step.index + 0.5);
    const y = 3 + inside * (1 - Math.max(0, Math.min(1, at)));
    if (drawing) {
      context.lineTo(x, y);
    } else {
      context.moveTo(x, y);
    }
    drawing = true;
  }
  context.strokeStyle = brush.colour(colour);
  context.lineWidth = 2;
  context.stroke();
}

/** Bars up and down from zero; ε is a dashed line, for only what is above it counts as better. */
function advantage(brush: Brush, height: number, detail: EpisodeDetail): void {
  const { context } = brush;
  const scale = advantageScale(detail);
  const y = (value: number): number => height / 2 - (value / scale) * (height / 2 - 2);
  for (const step of detail.steps) {
    if (step.advantage !== null) {
      const x = place(brush, detail, step.index);
      const wide = Math.max(1, place(brush, detail, step.index + 1) - x - 1);
      context.fillStyle = brush.colour(step.advantage >= 0 ? 'blue' : 'vermillion');
      context.fillRect(x, Math.min(y(0), y(step.advantage)), wide, Math.max(1, Math.abs(y(step.advantage) - y(0))));
    }
  }
  line(brush, 0, y(0), brush.width, y(0), 'faint');
  if (detail.epsilon !== null) {
    context.setLineDash([7, 5]);
    line(brush, 0, y(detail.epsilon), brush.width, y(detail.epsilon), 'yellow');
    context.setLineDash([]);
  }
}

/** ▲ better, ▼ worse, – without a label; one sign for as many steps as it covers. */
function indicator(brush: Brush, height: number, detail: EpisodeDetail): void {
  const size = Math.min(0.8 * brush.rem, height * 0.6);
  let free = 0;
  for (const step of detail.steps) {
    const x = place(brush, detail, step.index);
    if (x < free) {
      continue;
    }
    free = x + size + 1;
    brush.context.fillStyle = brush.colour(step.positive === null ? 'faint' : step.positive ? 'blue' : 'vermillion');
    sign(brush.context, step.positive, x + size / 2, height / 2, size / 2);
  }
}

function sign(context: CanvasRenderingContext2D, positive: boolean | null, x: number, y: number, half: number): void {
  if (positive === null) {
    context.fillRect(x - half, y - 1, 2 * half, 2);
    return;
  }
  const up = positive ? -1 : 1;
  context.beginPath();
  context.moveTo(x, y + up * half);
  context.lineTo(x - half, y - up * half);
  context.lineTo(x + half, y - up * half);
  context.fill();
}

/** Policy solid, a person hatched, a demonstration dotted, hold empty. */
function source(brush: Brush, height: number, detail: EpisodeDetail): void {
  const { context } = brush;
  for (const run of actors(detail.steps)) {
    const x = place(brush, detail, run.from);
    const wide = place(brush, detail, run.until) - x;
    context.save();
    context.beginPath();
    context.rect(x, 1, wide, height - 2);
    context.clip();
    if (run.what.source === 'policy') {
      context.globalAlpha = 0.75;
      context.fillStyle = brush.colour('blue');
      context.fillRect(x, 1, wide, height - 2);
    } else if (run.what.source === 'correction') {
      hatch(brush, x, wide, height);
    } else if (run.what.source === 'demonstration') {
      dots(brush, x, wide, height);
    }
    context.restore();
    context.strokeStyle = brush.colour('faint');
    context.lineWidth = 1;
    context.strokeRect(x + 0.5, 1.5, Math.max(0, wide - 1), height - 3);
    if (run.what.source !== 'hold') {
      label(brush, run.what.who ?? '', x + 5, height, wide - 10);
    }
  }
}

function hatch(brush: Brush, x: number, wide: number, height: number): void {
  const { context } = brush;
  context.strokeStyle = brush.colour('orange');
  context.lineWidth = 4;
  for (let at = x - height; at < x + wide + height; at += 11) {
    context.beginPath();
    context.moveTo(at, height);
    context.lineTo(at + height, 0);
    context.stroke();
  }
}

function dots(brush: Brush, x: number, wide: number, height: number): void {
  brush.context.fillStyle = brush.colour('green');
  for (let at = x + 6; at < x + wide; at += 12) {
    for (let y = 6; y < height; y += 12) {
      brush.context.beginPath();
      brush.context.arc(at, y, 3, 0, 2 * Math.PI);
      brush.context.fill();
    }
  }
}

/** A name on a pattern is on ground of its own, and left out where it has no room. */
function label(brush: Brush, name: string, x: number, height: number, room: number): void {
  const { context } = brush;
  context.font = `600 ${0.85 * brush.rem}px system-ui, sans-serif`;
  const wide = context.measureText(name).width;
  if (name !== '' && wide <= room) {
    context.fillStyle = brush.colour('panel');
    context.fillRect(x - 3, height / 2 - 0.65 * brush.rem, wide + 6, 1.3 * brush.rem);
    word(brush, name, x, height / 2, 'ink');
  }
}

function flag(brush: Brush, height: number, detail: EpisodeDetail, step: number, colour: 'orange' | 'vermillion', name: string): void {
  const x = place(brush, detail, step);
  line(brush, x, 0, x, height, colour);
  word(brush, name, x + 4, height / 2, 'ink');
}

function box(brush: Brush, height: number, detail: EpisodeDetail, from: number, until: number, colour: 'vermillion'): void {
  const x = place(brush, detail, from);
  brush.context.globalAlpha = 0.35;
  brush.context.fillStyle = brush.colour(colour);
  brush.context.fillRect(x, 2, Math.max(2, place(brush, detail, until) - x), height - 4);
  brush.context.globalAlpha = 1;
}

function line(brush: Brush, x0: number, y0: number, x1: number, y1: number, colour: 'line' | 'faint' | 'yellow' | 'orange' | 'vermillion'): void {
  brush.context.beginPath();
  brush.context.moveTo(x0, y0);
  brush.context.lineTo(x1, y1);
  brush.context.strokeStyle = brush.colour(colour);
  brush.context.lineWidth = colour === 'line' || colour === 'faint' ? 1 : 2;
  brush.context.stroke();
}

function word(brush: Brush, text: string, x: number, y: number, colour: 'ink' | 'faint', room = Infinity): void {
  const { context } = brush;
  context.font = `600 ${0.8 * brush.rem}px system-ui, sans-serif`;
  if (context.measureText(text).width <= room) {
    context.textBaseline = 'middle';
    context.fillStyle = brush.colour(colour);
    context.fillText(text, x, y);
  }
}
