import { curveOf, HIGH, pathOf, percent, WIDE } from '../curve.js';
import type { EpisodeProgress, ProgressCurve } from '../protocol.js';
import { t } from '../words/language.js';
import { attribute, h, shown, text } from './dom.js';

const SVG = 'http://www.w3.org/2000/svg';

/** How far the progress critic sees the task, as a line over the episode's time and as a number. Hidden where no critic looks. */
export class Sparkline {
  readonly element: HTMLElement;
  private readonly line = document.createElementNS(SVG, 'path');
  private readonly share = h('span', 'share');

  constructor() {
    const picture = document.createElementNS(SVG, 'svg');
    picture.setAttribute('viewBox', `0 0 ${WIDE} ${HIGH}`);
    picture.setAttribute('preserveAspectRatio', 'none');
    picture.setAttribute('aria-hidden', 'true');
    picture.append(this.line);
    this.element = h('span', 'sparkline', { hidden: '' }, picture, this.share);
  }

  render(told: ProgressCurve | undefined, episode: EpisodeProgress | null): void {
    const curve = curveOf(told, episode);
    shown(this.element, curve !== undefined);
    if (curve !== undefined && episode !== null) {
      attribute(this.line, 'd', pathOf(curve, episode.timeLimitSteps));
      text(this.share, t('{n} % done', { n: percent(curve) }));
    }
  }
}
