import type { Page } from '../page.js';
import type { Pad } from '../jog.js';
import type { RobotId } from '../protocol.js';
import { pace, viewDegrees } from '../select.js';
import { SPEEDS, type State } from '../state.js';
import { attribute, button, h, text } from './dom.js';
import { GhostView } from './ghost.js';
import { icon } from './icons.js';
import { t } from '../words/language.js';

export interface Pads {
  readonly left: HTMLElement;
  readonly right: HTMLElement;
  render(state: State, block: string | undefined): void;
}

/** Hold-to-run: XY under the left thumb, height, turn and gripper under the right one. */
export function pads(page: Page, robot: RobotId): Pads {
  const axes = h('span', 'axes', { 'aria-hidden': 'true' }, h('i', 'axis-x', {}, 'x'), h('i', 'axis-y', {}, 'y'));
  const xy = pad(page, 'xy', t('Move sideways: hold, and drag or press off the middle'), [t('away'), t('right'), t('nearer'), t('left')], axes);
  const ghost = new GhostView();
  xy.prepend(ghost.xy.element);
  const lift = pad(page, 'lift', t('Height and turn: hold, and drag or press off the middle'), [t('up'), '↻', t('down'), '↺'], ghost.lift.element);
  const open = h('button', 'grip', { type: 'button', 'data-test': 'open' }, t('Open'));
  const close = h('button', 'grip', { type: 'button', 'data-test': 'close' }, t('Close'));
  const back = h('button', 'grip', { type: 'button', 'data-test': 'rewind' }, icon('back'), t('Go back'));
  back.setAttribute('aria-label', t('Go back the way it came, while you hold'));
  page.input.rewind(back);
  page.input.gripper(open, 1);
  page.input.gripper(close, -1);
  const speeds = SPEEDS.map((speed) => {
    const choice = button(`${speed}`, 'speed', () => page.chooseSpeed(speed));
    choice.setAttribute('aria-label', t('Speed {speed}', { speed }));
    return { speed, choice };
  });
  const turn = button(icon('turn'), 'turn', () => page.turnView(45));
  turn.title = t('Turn the pad by 45°, so that up on the pad is away from you in the picture');
  turn.setAttribute('aria-label', t('Turn the pad by 45 degrees'));
  const why = h('p', 'why', { 'data-test': 'why' });
  const left = h(
    'section',
    'hand left',
    { 'aria-label': t('Move') },
    h('h2', '', {}, t('Move'), turn),
    xy,
    why,
    ghost.words,
    h('div', 'speeds', { role: 'group', 'aria-label': t('Speed') }, ...speeds.map(({ choice }) => choice)),
  );
  const right = h(
    'section',
    'hand right',
    { 'aria-label': t('Height, turn and gripper') },
    h('h2', '', {}, t('Height · turn')),
    lift,
    h('h2', 'grip-title', {}, t('Gripper')),
    h('div', 'grips', {}, open, close),
    h('div', 'grips', {}, back),
    h('p', 'keys', {}, t('Keys: hold space + W A S D · R F · Q E · arrows · O C · B')),
  );
  const render = (state: State, block: string | undefined): void => {
    for (const element of [xy, lift, open, close, back]) {
      attribute(element, 'aria-disabled', String(block !== undefined));
    }
    const steps = pace(state, robot) === 'step';
    text(why, block ?? (steps ? t('■ Slow line: each press is one small step.') : t('Moves only while you hold.')));
    why.classList.toggle('steps', steps);
    why.classList.toggle('blocked', block !== undefined);
    speeds.forEach(({ speed, choice }) => attribute(choice, 'aria-pressed', String(state.speed === speed)));
    ghost.render(state, robot);
    axes.style.setProperty('--view', `${viewDegrees(state, robot)}deg`);
  };
  return { left, right, render };
}

type Ends = readonly [string, string, string, string];

function pad(page: Page, which: 'xy' | 'lift', label: string, ends: Ends, ...extra: readonly Node[]): HTMLElement {
  const knob = h('span', 'knob');
  const names = ends.map((end, side) => h('span', `end end-${side}`, {}, end));
  const element = h('div', `pad pad-${which}`, { role: 'application', 'aria-label': label, 'data-test': `pad-${which}` }, ...extra, ...names, knob);
  page.input.pad(element, which, (held: Pad | undefined) => {
    element.classList.toggle('held', held !== undefined);
    knob.style.left = `${50 + 36 * (held?.right ?? 0)}%`;
    knob.style.top = `${50 - 36 * (held?.up ?? 0)}%`;
  });
  return element;
}
