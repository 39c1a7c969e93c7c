import { frame } from '../../review/api.js';
import { wanted } from '../../review/frames.js';
import { t } from '../../words/language.js';
import { attribute, h } from '../dom.js';

const AHEAD = 25;
const BEHIND = 5;
const AT_ONCE = 6;
/** Pictures are small; those of a few minutes are kept. */
const KEPT = 3_000;

/** All cameras of one episode at one step; what comes next is fetched before it is shown. */
export class Pictures {
  readonly element: HTMLElement;
  private readonly screens: readonly { readonly camera: string; readonly canvas: HTMLCanvasElement }[];
  private readonly images = new Map<string, HTMLImageElement>();
  private readonly waiting = new Set<string>();
  private shown = -1;
  private direction: 1 | -1 = 1;

  constructor(
    private readonly episode: string,
    private readonly cameras: readonly string[],
    private readonly steps: number,
  ) {
    this.screens = cameras.map((camera) => ({ camera, canvas: h('canvas', 'picture', { role: 'img' }) }));
    this.element = h('div', 'frames', {}, ...this.screens.map(({ camera, canvas }) => h('figure', 'screen', {}, canvas, h('figcaption', 'camera-name', {}, camera))));
  }

  /** Whether all cameras have their picture of that step, or there is none to be had. */
  ready(step: number): boolean {
    return this.cameras.every((camera) => this.images.get(key(step, camera))?.complete === true);
  }

  show(step: number): void {
    if (step !== this.shown) {
      this.direction = step < this.shown ? -1 : 1;
      this.shown = step;
      this.screens.forEach(({ camera, canvas }) => attribute(canvas, 'aria-label', t('Camera {camera} at step {step}', { camera, step })));
    }
    this.draw();
    this.fetchAhead();
  }

  private draw(): void {
    for (const { camera, canvas } of this.screens) {
      const image = this.images.get(key(this.shown, camera));
      if (image?.complete === true && image.naturalWidth > 0) {
        if (canvas.width !== image.naturalWidth || canvas.height !== image.naturalHeight) {
          canvas.width = image.naturalWidth;
          canvas.height = image.naturalHeight;
        }
        canvas.getContext('2d')?.drawImage(image, 0, 0);
      }
    }
  }

  private fetchAhead(): void {
    for (const step of wanted(this.shown, this.steps, this.direction, AHEAD, BEHIND)) {
      for (const camera of this.cameras) {
        if (this.waiting.size >= AT_ONCE) {
          return;
        }
        this.fetch(step, camera);
      }
    }
  }

  private fetch(step: number, camera: string): void {
    const name = key(step, camera);
    if (this.images.has(name)) {
      return;
    }
    const image = new Image();
    this.images.set(name, image);
    this.waiting.add(name);
    const over = (): void => {
      this.waiting.delete(name);
      this.draw();
      this.fetchAhead();
    };
    image.onload = over;
    image.onerror = over;
    image.src = frame(this.episode, step, camera);
    if (this.images.size > KEPT) {
      this.images.delete(this.images.keys().next().value as string);
    }
  }
}

function key(step: number, camera: string): string {
  return `${step}/${camera}`;
}
