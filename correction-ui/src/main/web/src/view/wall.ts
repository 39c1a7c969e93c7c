import type { Page, View } from '../page.js';
import type { Robot, RobotId } from '../protocol.js';
import { doing, recording, silence, waitsForPerson, wall as sorted } from '../select.js';
import type { State } from '../state.js';
import { attribute, h, on, shown, text } from './dom.js';
import { Sparkline } from './sparkline.js';
import { setChip } from './icons.js';
import { clock, driver, reason, recordingSign, span, word } from './words.js';
import { handsOff } from '../words/cohort.js';
import { t } from '../words/language.js';

/** All robots at a glance; who needs a person comes first. */
export function wall(page: Page): View {
  const tiles = new Map<RobotId, Tile>();
  const summary = h('p', 'summary');
  const grid = h('div', 'tiles');
  const empty = h('p', 'empty', {}, t('No robot has reported yet. Robots appear here by themselves once their agent is connected.'));
  const element = h('main', 'wall', {}, h('header', 'head', {}, h('h1', '', {}, t('Fleet')), summary), empty, grid);
  const render = (state: State): void => {
    const robots = sorted(state);
    for (const [id, tile] of tiles) {
      if (!state.robots.has(id)) {
        tile.close();
        tiles.delete(id);
      }
    }
    robots.forEach((robot, place) => {
      const tile = tiles.get(robot.robot) ?? new Tile(page, robot.robot);
      tiles.set(robot.robot, tile);
      tile.render(state, robot);
      if (grid.children[place] !== tile.element) {
        grid.insertBefore(tile.element, grid.children[place] ?? null);
      }
    });
    shown(empty, robots.length === 0);
    text(summary, summarise(robots));
  };
  return { element, render, close: () => tiles.forEach((tile) => tile.close()) };
}

function summarise(robots: readonly Robot[]): string {
  const count = (what: string): number => robots.filter((robot) => doing(robot) === what).length;
  const waiting = robots.filter(waitsForPerson).length;
  const parts = [robots.length === 1 ? t('1 robot') : t('{n} robots', { n: robots.length })];
  if (count('help') > 0) {
    parts.push(count('help') === 1 ? t('1 needs help') : t('{n} need help', { n: count('help') }));
  }
  if (count('stopped') > 0) {
    parts.push(t('{n} stopped', { n: count('stopped') }));
  }
  if (waiting > 0) {
    parts.push(waiting === 1 ? t('1 waits for a person') : t('{n} wait for a person', { n: waiting }));
  }
  if (count('stale') > 0) {
    parts.push(t('{n} without contact', { n: count('stale') }));
  }
  return robots.length === 0 ? '' : parts.join(' · ');
}

/** What the chip does not say: why help is needed, why it stands still, or what else is wrong with the robot. */
function message(robot: Robot): string {
  const what = doing(robot);
  const authority = robot.state?.authority;
  if (what === 'help') {
    return reason(robot.help?.reason ?? '');
  }
  if (what === 'label') {
    return t('Its time is up');
  }
  if (what === 'stopped' || what === 'hold') {
    return reason(authority?.reason ?? '');
  }
  return robot.state?.warnings.find((warning) => !warning.startsWith(authority?.mode ?? '')) ?? '';
}

class Tile {
  readonly element: HTMLElement;
  private readonly canvas = h('canvas', 'picture', { width: '480', height: '360', 'aria-hidden': 'true' });
  private readonly chip = h('span', 'chip');
  private readonly message = h('span', 'message');
  private readonly task = h('span', 'task');
  private readonly version = h('span', 'version');
  private readonly time = h('span', 'clock');
  private readonly progress = h('span', 'progress-fill');
  private readonly curve = new Sparkline();
  private readonly seen = h('span', 'seen');
  private readonly sign = h('span', 'recording');
  private readonly handsOff = h('span', 'hands-off');
  private readonly hide: () => void;
  private drawn: readonly unknown[] = [];

  constructor(page: Page, robot: RobotId) {
    const screen = h('span', 'screen', {}, this.canvas, this.seen, this.message, this.handsOff);
    this.element = h(
      'button',
      'tile',
      { type: 'button', 'data-test': `tile-${robot}` },
      screen,
      h('span', 'line', {}, h('strong', 'name', {}, robot), this.chip),
      h('span', 'line', {}, this.task, this.time),
      this.curve.element,
      h('span', 'progress', {}, this.progress),
      h('span', 'line', {}, this.version, this.sign),
    );
    on(this.element, { click: () => page.open({ kind: 'cockpit', robot }) });
    this.hide = page.live.show(this.canvas, robot, undefined, this.element);
  }

  render(state: State, robot: Robot): void {
    const what = doing(robot);
    const curve = state.curves.get(robot.robot);
    const from = [robot, curve, state.operator, state.link, what === 'stale' ? silence(state, robot) : 0];
    if (from.every((part, i) => part === this.drawn[i])) {
      return;
    }
    this.drawn = from;
    const episode = robot.state?.episode ?? null;
    attribute(this.element, 'data-doing', what);
    setChip(this.chip, what, word(state, robot));
    text(this.task, episode?.instruction ?? (robot.state?.readyForEpisode === true ? t('Ready for an episode') : t('No episode')));
    text(this.time, episode === null ? '' : clock(episode, robot.birth?.hz ?? 10));
    text(this.handsOff, handsOff(robot));
    shown(this.handsOff, this.handsOff.textContent !== '');
    text(this.version, driver(episode?.plan.driver));
    this.sign.dataset['recording'] = recording(state, robot.robot);
    text(this.sign, recordingSign(recording(state, robot.robot)));
    this.progress.style.width = `${episode === null ? 0 : Math.min(100, (100 * episode.step) / episode.timeLimitSteps)}%`;
    this.curve.render(curve, episode);
    text(this.message, message(robot));
    shown(this.message, this.message.textContent !== '');
    text(this.seen, robot.seenAtMillis === 0 ? t('never seen') : t('last seen {time} ago', { time: span(silence(state, robot)) }));
    shown(this.seen, what === 'stale');
  }

  close(): void {
    this.hide();
    this.element.remove();
  }
}
