import { ghostOf, isGoing, type Ghost } from '../ghost.js';
import type { Pad } from '../jog.js';
import type { RobotId } from '../protocol.js';
import { viewDegrees } from '../select.js';
import type { State } from '../state.js';
import { attribute, h, shown, text } from './dom.js';
import { t } from '../words/language.js';

const SVG = 'http://www.w3.org/2000/svg';
const HALF = 50;
/** Of a pad's half, as the knob's way. */
const REACH = 36;

/** What the policy would do, as dotted paths for the two pads and in words. */
export class GhostView {
  readonly xy = new Path();
  readonly lift = new Path();
  readonly words = h('p', 'ghost-words', { 'data-test': 'ghost' });

  render(state: State, robot: RobotId): void {
    const ghost = ghostOf(state.robots.get(robot)?.state ?? null, viewDegrees(state, robot));
    this.xy.render(ghost?.xy);
    this.lift.render(ghost?.lift);
    shown(this.words, ghost !== undefined);
    text(this.words, ghost === undefined ? '' : said(ghost));
  }
}

function said(ghost: Ghost): string {
  if (!isGoing(ghost)) {
    return t('The policy would stay here.');
  }
  const part = { level: centimetres(ghost.level), height: centimetres(Math.abs(ghost.up)) };
  return ghost.up < 0
    ? t('The policy would go {level} cm level and {height} cm down.', part)
    : t('The policy would go {level} cm level and {height} cm up.', part);
}

function centimetres(metres: number): string {
  return (metres * 100).toFixed(1);
}

class Path {
  readonly element = document.createElementNS(SVG, 'svg');
  private readonly line = document.createElementNS(SVG, 'polyline');
  private readonly end = document.createElementNS(SVG, 'circle');

  constructor() {
    this.element.setAttribute('class', 'ghost');
    this.element.setAttribute('viewBox', `0 0 ${2 * HALF} ${2 * HALF}`);
    this.element.setAttribute('aria-hidden', 'true');
    this.end.setAttribute('r', '3');
    this.element.append(this.line, this.end);
  }

  render(path: readonly Pad[] | undefined): void {
    attribute(this.element, 'data-shown', String(path !== undefined));
    const points = (path ?? []).map(({ right, up }) => [round(HALF + REACH * right), round(HALF - REACH * up)] as const);
    attribute(this.line, 'points', points.map((at) => at.join(',')).join(' '));
    const [x, y] = points[points.length - 1] ?? [HALF, HALF];
    attribute(this.end, 'cx', `${x}`);
    attribute(this.end, 'cy', `${y}`);
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
