import { episode, frame, type EpisodeDetail, type EpisodeStep } from '../api.js';
import type { Page, View } from '../page.js';
import { button, h, text } from './dom.js';
import { icon } from './icons.js';
import { driver, reason as spoken } from './words.js';

/** One recorded episode: its frames under a slider, and who acted when. */
export function review(page: Page, id: string): View {
  const back = button(icon('back'), 'back', () => page.open({ kind: 'research', query: '' }));
  back.setAttribute('aria-label', 'Back to throughput');
  const summary = h('p', 'summary', {}, 'Loading …');
  const body = h('div', 'review-body');
  const element = h('main', 'research', {}, h('header', 'head', {}, back, h('h1', '', {}, id)), summary, body);
  let stop = (): void => undefined;
  episode(id).then(
    (detail) => {
      const { outcome, reason } = detail.manifest.ending;
      text(summary, `${detail.manifest.instruction} · ${outcome.toLowerCase()} (${spoken(reason)}) · ${driver(detail.manifest.plan.driver)} · ${detail.manifest.robot}`);
      const player = new Player(id, detail);
      stop = () => player.pause();
      body.replaceChildren(player.element);
    },
    (e: unknown) => text(summary, e instanceof Error ? e.message : String(e)),
  );
  return { element, render: () => undefined, close: () => stop() };
}

class Player {
  readonly element: HTMLElement;
  private readonly pictures: readonly { readonly camera: string; readonly image: HTMLImageElement }[];
  private readonly slider: HTMLInputElement;
  private readonly caption = h('p', 'caption');
  private readonly play = button('▶ Play', 'deed', () => (this.timer === undefined ? this.start() : this.pause()));
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly id: string,
    private readonly detail: EpisodeDetail,
  ) {
    const last = Math.max(0, detail.manifest.steps - 1);
    this.pictures = detail.cameras.map((camera) => ({ camera, image: h('img', 'picture', { alt: `Camera ${camera}` }) }));
    this.slider = h('input', 'scrubber', { type: 'range', min: '0', max: String(last), value: '0', 'aria-label': 'Step' });
    this.slider.addEventListener('input', () => this.show());
    const steps = [-10, -1, 1, 10].map((by) => button(by < 0 ? `${by}` : `+${by}`, 'deed small', () => this.move(by)));
    this.element = h(
      'div',
      'player',
      {},
      h('div', 'frames', {}, ...this.pictures.map(({ camera, image }) => h('figure', 'screen', {}, image, h('figcaption', 'camera-name', {}, camera)))),
      strip(detail.steps),
      this.slider,
      h('div', 'deed-row', {}, this.play, ...steps),
      this.caption,
      h('p', 'hint', {}, 'Strip: blue policy · orange hatched person · green dotted demonstration · empty hold.'),
    );
    this.show();
  }

  pause(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.play.textContent = '▶ Play';
  }

  private start(): void {
    if (this.slider.value === this.slider.max) {
      this.slider.value = '0';
    }
    this.play.textContent = '❚❚ Pause';
    this.timer = setInterval(() => {
      this.move(1);
      if (this.slider.value === this.slider.max) {
        this.pause();
      }
    }, 1000 / this.detail.manifest.hz);
  }

  private move(by: number): void {
    this.slider.value = String(Number(this.slider.value) + by);
    this.show();
  }

  private show(): void {
    const index = Number(this.slider.value);
    for (const { camera, image } of this.pictures) {
      image.src = frame(this.id, index, camera);
    }
    const step = this.detail.steps[index];
    const seconds = (index / this.detail.manifest.hz).toFixed(1);
    const labels =
      step === undefined || step.value === null
        ? ''
        : ` · V ${step.value.toFixed(2)}${step.advantage === null ? '' : ` · A ${step.advantage.toFixed(3)}`}${step.positive === null ? '' : step.positive ? ' ▲ positive' : ' ▼ negative'}`;
    text(this.caption, `${seconds} s · step ${index} · ${step === undefined ? '' : ACTED[step.source]}${labels}`);
  }
}

const ACTED = { policy: 'the policy acted', correction: 'a person corrected', demonstration: 'shown', hold: 'nobody acted' } as const;

/** Runs of one source, each as wide as it was long. */
function strip(steps: readonly EpisodeStep[]): HTMLElement {
  const runs: { source: string; length: number }[] = [];
  for (const step of steps) {
    const last = runs.at(-1);
    if (last?.source === step.source) {
      last.length++;
    } else {
      runs.push({ source: step.source, length: 1 });
    }
  }
  const parts = runs.map((run) => {
    const part = h('span', `run by-${run.source}`, { title: `${run.source}: ${run.length} steps` });
    part.style.flexGrow = String(run.length);
    return part;
  });
  return h('div', 'strip', { role: 'img', 'aria-label': runs.map((run) => `${run.source} ${run.length}`).join(', ') }, ...parts);
}
