import type { EpisodeDetail } from '../../review/api.js';
import { guardEvents, stepAt, xOf } from '../../review/timeline.js';
import { t } from '../../words/language.js';
import { attribute, h, on } from '../dom.js';
import { paint, type Brush, type Lane, type LaneName } from './paint.js';
import { actorWord } from './words.js';

/** Heights in rem, from top to bottom. */
const HEIGHTS: readonly (readonly [LaneName, number])[] = [
  ['value', 4],
  ['progress', 2.5],
  ['advantage', 3.6],
  ['indicator', 1.4],
  ['source', 1.9],
  ['takeovers', 1.3],
  ['guard', 1.3],
  ['stage', 1.3],
  ['time', 1.4],
];

/** One time axis with all that is known of each step. Dragging, or a tap, goes there. */
export class Lanes {
  readonly element: HTMLElement;
  private readonly canvas = h('canvas', 'lanes-canvas', { 'aria-hidden': 'true' });
  private readonly head = h('div', 'playhead');
  private readonly track: HTMLElement;
  private readonly shown: readonly (readonly [LaneName, number])[];
  private readonly observer = new ResizeObserver(() => this.draw());
  private step = 0;

  constructor(
    private readonly detail: EpisodeDetail,
    private readonly seek: (step: number) => void,
  ) {
    const has: Partial<Record<LaneName, boolean>> = {
      value: detail.labels !== null,
      advantage: detail.labels !== null,
      progress: detail.steps.some((step) => step.progress !== null),
      guard: guardEvents(detail.steps).length > 0,
    };
    this.shown = HEIGHTS.filter(([name]) => has[name] ?? true);
    this.track = h('div', 'lanes-track', { role: 'slider', tabindex: '0', 'aria-label': t('Step'), 'aria-valuemin': '0', 'data-test': 'lanes' }, this.canvas, this.head);
    attribute(this.track, 'aria-valuemax', String(Math.max(0, detail.steps.length - 1)));
    const names = this.shown.map(([name, rem]) => {
      const label = h('span', 'lane-name', {}, laneWord(name, detail));
      label.style.height = `${rem}rem`;
      return label;
    });
    this.element = h('div', 'lanes', {}, h('div', 'lane-names', { 'aria-hidden': 'true' }, ...names), this.track);
    this.listen();
    this.observer.observe(this.track);
  }

  show(step: number): void {
    this.step = step;
    const of = this.detail.steps[step];
    attribute(this.track, 'aria-valuenow', String(step));
    attribute(this.track, 'aria-valuetext', of === undefined ? '' : `${(step / this.detail.manifest.hz).toFixed(1)} s, ${actorWord(of.source, of.who)}`);
    this.head.style.transform = `translateX(${xOf(step + 0.5, this.detail.steps.length, this.track.clientWidth)}px)`;
  }

  close(): void {
    this.observer.disconnect();
  }

  private listen(): void {
    const to = (event: PointerEvent): void => {
      const { left, width } = this.track.getBoundingClientRect();
      this.seek(stepAt(event.clientX - left, this.detail.steps.length, width));
    };
    on(this.track, {
      pointerdown: (event) => {
        this.track.setPointerCapture(event.pointerId);
        to(event);
      },
      pointermove: (event) => {
        if (this.track.hasPointerCapture(event.pointerId)) {
          to(event);
        }
      },
    });
  }

  private draw(): void {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const width = this.track.clientWidth;
    const height = rem * this.shown.reduce((sum, [, lane]) => sum + lane, 0);
    const scale = window.devicePixelRatio;
    this.canvas.width = Math.round(width * scale);
    this.canvas.height = Math.round(height * scale);
    this.canvas.style.height = `${height}px`;
    const context = this.canvas.getContext('2d');
    if (context === null || width === 0) {
      return;
    }
    context.scale(scale, scale);
    const style = getComputedStyle(this.track);
    const brush: Brush = { context, width, rem, colour: (name) => style.getPropertyValue(`--${name}`).trim() };
    let top = 0;
    for (const [name, lane] of this.shown) {
      const drawn: Lane = { name, top, height: lane * rem };
      paint(brush, drawn, this.detail);
      top += lane * rem;
    }
    this.show(this.step);
  }
}

function laneWord(name: LaneName, detail: EpisodeDetail): string {
  switch (name) {
    case 'value':
      return t('Value V');
    case 'progress':
      return t('Progress');
    case 'advantage':
      return detail.epsilon === null ? t('Advantage') : t('Advantage, ε {epsilon}', { epsilon: detail.epsilon.toFixed(3) });
    case 'indicator':
      return t('Indicator');
    case 'source':
      return t('Who acted');
    case 'takeovers':
      return t('Takeovers');
    case 'guard':
      return t('Guard');
    case 'stage':
      return t('Stage');
    case 'time':
      return t('Time');
  }
}
