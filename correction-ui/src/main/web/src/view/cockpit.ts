import type { Page, View } from '../page.js';
import type { RobotId } from '../protocol.js';
import { buttons, doing, driveBlock, lastWord, recording, videoAge, waitsForPerson } from '../select.js';
import { refusal } from '../rights.js';
import type { State } from '../state.js';
import { button, h, on, shown, text } from './dom.js';
import { icon, setChip } from './icons.js';
import { pads } from './pads.js';
import { ShowPanel } from './show.js';
import { clock, driver, reason, recordingSign, word } from './words.js';
import { handsOff } from '../words/cohort.js';
import { t } from '../words/language.js';

const STOP_HINT = t('Software protective stop — not an emergency stop');

/** One robot: see it, take it over, drive it, give it back. */
export function cockpit(page: Page, robot: RobotId): View {
  const head = header(page, robot);
  const cameras = new Cameras(page, robot);
  const hands = pads(page, robot);
  const show = new ShowPanel(page, robot);
  const deeds = actions(page, robot, () => show.toggle());
  const element = h('main', 'cockpit', { 'data-test': 'cockpit' }, head.element, hands.left, h('section', 'centre', {}, cameras.element, deeds.element, show.element), hands.right);
  const render = (state: State): void => {
    head.render(state);
    cameras.render(state);
    hands.render(state, driveBlock(state, robot));
    deeds.render(state);
    show.render(state);
    const seen = state.robots.get(robot);
    element.dataset['doing'] = seen === undefined ? 'stale' : doing(seen);
  };
  return { element, render, close: () => [cameras, show].forEach((part) => part.close()) };
}

interface Part {
  readonly element: HTMLElement;
  render(state: State): void;
}

function header(page: Page, robot: RobotId): Part {
  const back = button(icon('back'), 'back', () => page.open({ kind: 'wall' }));
  back.setAttribute('aria-label', t('Back to the fleet'));
  const chip = h('span', 'chip');
  const holder = h('span', 'holder', { 'data-test': 'holder' });
  const task = h('span', 'task');
  const lag = h('span', 'lag', { 'data-test': 'lag' });
  const sign = h('span', 'recording', { 'data-test': 'recording', role: 'status' });
  const stop = h('button', 'stop', { type: 'button', title: STOP_HINT, 'data-test': 'stop' }, icon('octagon'), t('STOP'));
  const act = (): void => page.ask({ command: 'stop', robot });
  on(stop, {
    // The one button that acts before the finger is lifted.
    pointerdown: act,
    keydown: (event) => {
      if (!event.repeat && (event.code === 'Enter' || event.code === 'Space')) {
        act();
      }
    },
  });
  const element = h('header', 'cockpit-head', {}, back, h('div', 'who', {}, h('h1', '', {}, robot), chip, holder), h('div', 'what', {}, task, h('span', 'signs', {}, sign, lag)), stop);
  const render = (state: State): void => {
    const seen = state.robots.get(robot);
    const episode = seen?.state?.episode ?? null;
    setChip(chip, seen === undefined ? 'stale' : doing(seen), seen === undefined ? t('Unknown') : word(state, seen));
    const who = seen?.state?.authority.holder ?? null;
    const told = chip.textContent?.startsWith(who ?? '\n') ?? false;
    text(holder, seen?.stale !== false ? '' : who === null ? t('Nobody holds it') : who === state.operator ? t('You hold it') : told ? '' : t('{who} holds it', { who }));
    const stage = episode === null || episode.stageName === '' ? '' : ` · ${reason(episode.stageName)}`;
    text(task, episode === null ? t('No episode') : `${episode.instruction} · ${clock(episode, seen?.birth?.hz ?? 10)}${stage} · ${driver(episode.plan.driver)}`);
    renderLag(lag, state, robot);
    sign.dataset['recording'] = recording(state, robot);
    text(sign, recordingSign(recording(state, robot)));
    stop.disabled = !buttons(state, robot).stop;
  };
  return { element, render };
}

/** Colour, shape and word together say how old what one sees is. */
function renderLag(lag: HTMLElement, state: State, robot: RobotId): void {
  const age = videoAge(state, robot);
  const trip = state.roundTripMillis;
  const worst = Math.max(age ?? Number.POSITIVE_INFINITY, trip ?? Number.POSITIVE_INFINITY);
  const level = worst > 500 ? 'late' : worst > 250 ? 'slow' : 'fresh';
  const sign = { late: '■', slow: '▲', fresh: '●' }[level];
  const picture = age === undefined ? t('no picture') : age > 9_999 ? t('picture old') : t('picture {n} ms', { n: Math.round(age / 10) * 10 });
  lag.dataset['level'] = level;
  text(lag, `${sign} ${picture}${trip === undefined ? '' : ` · ${t('line {n} ms', { n: Math.round(trip) })}`}`);
}

class Cameras {
  readonly element = h('div', 'cameras');
  private names = '';
  private main = 0;
  private hide: (() => void)[] = [];

  constructor(
    private readonly page: Page,
    private readonly robot: RobotId,
  ) {}

  render(state: State): void {
    const cameras = state.robots.get(this.robot)?.birth?.videoCameras ?? [];
    const names = [...cameras, String(this.main)].join('/');
    if (names !== this.names) {
      this.names = names;
      this.close();
      const ordered = cameras.map((_, i) => cameras[(i + this.main) % cameras.length] ?? '').slice(0, 3);
      this.element.replaceChildren(...ordered.map((camera, i) => this.screen(camera, i, cameras.length)));
    }
    this.element.classList.toggle('stale', state.robots.get(this.robot)?.stale ?? true);
  }

  close(): void {
    this.hide.forEach((hide) => hide());
    this.hide = [];
  }

  private screen(camera: string, place: number, count: number): HTMLElement {
    const canvas = h('canvas', 'picture', { width: '480', height: '360', role: 'img', 'aria-label': t('Live picture of camera {camera}', { camera }) });
    this.hide.push(this.page.live.show(canvas, this.robot, camera));
    const frame = h('div', place === 0 ? 'screen main' : 'screen small', {}, canvas, h('span', 'camera-name', {}, camera));
    if (place > 0) {
      const swap = button('', 'swap', () => {
        this.main = (this.main + place) % count;
        this.render(this.page.state());
      });
      swap.setAttribute('aria-label', t('Make camera {camera} the large one', { camera }));
      frame.append(swap);
    }
    return frame;
  }
}

function actions(page: Page, robot: RobotId, toggleShow: () => void): Part {
  const act = (label: string, test: string, classes: string, deed: () => void): HTMLButtonElement => {
    const made = button(label, `deed ${classes}`, deed);
    made.dataset['test'] = test;
    return made;
  };
  const takeOver = act(t('Take over'), 'take-over', 'primary', () => page.ask({ command: 'take-over', robot }));
  const handBack = act(t('Hand back'), 'hand-back', 'primary', () => {
    page.input.release();
    const epoch = page.state().robots.get(robot)?.state?.authority.epoch ?? -1;
    page.ask({ command: 'hand-back', robot, epoch });
  });
  const resume = act('', 'resume', 'primary go', () => page.ask({ command: 'resume', robot }));
  const hold = act(t('Hold'), 'hold', '', () => page.ask({ command: 'hold', robot }));
  const success = act(t('✓ Success'), 'success', 'good', () => page.ask({ command: 'judge', robot, outcome: 'SUCCESS' }));
  const failure = act(t('✕ Failure'), 'failure', 'bad', () => page.ask({ command: 'judge', robot, outcome: 'FAILURE' }));
  const clear = act(t('Area clear, object safe: end the stop'), 'clear-stop', 'primary', () => page.ask({ command: 'clear-stop', robot }));
  const pause = act(t('Pause recording'), 'pause-recording', '', () => page.ask({ command: 'pause-recording', robot }));
  const record = act(t('Record again'), 'resume-recording', 'primary', () => page.ask({ command: 'resume-recording', robot }));
  const showTask = act(t('Show a task'), 'show-a-task', '', toggleShow);
  const takeBack = act('', 'take-back', '', () => page.takeBack());
  const hint = h('p', 'hint');
  const element = h('div', 'deeds', {}, h('div', 'deed-row', {}, takeOver, handBack, resume, clear, hold, success, failure, takeBack, pause, record, showTask), hint);
  const render = (state: State): void => {
    const can = buttons(state, robot);
    const authority = state.robots.get(robot)?.state?.authority;
    shown(takeOver, can.takeOver || (!can.handBack && !can.clearStop));
    text(takeOver, can.handBack ? t('Take over again') : t('Take over'));
    takeOver.disabled = !can.takeOver;
    shown(handBack, can.handBack);
    shown(resume, can.resume);
    text(resume, goOn(state, robot));
    shown(clear, can.clearStop);
    shown(hold, !can.resume && !can.clearStop);
    hold.disabled = !can.hold;
    shown(pause, !can.resumeRecording);
    pause.disabled = !can.pauseRecording;
    shown(record, can.resumeRecording);
    const word = lastWord(state, robot);
    shown(takeBack, word !== undefined);
    text(takeBack, word === 'SUCCESS' ? t('↶ No: it was a failure') : t('↶ No: it was a success'));
    success.disabled = !can.judge;
    failure.disabled = !can.judge;
    const asked = [...state.asked.values()].some((command) => command.robot === robot);
    element.classList.toggle('asked', asked);
    text(hint, asked ? t('Asking the robot …') : advice(state, robot, authority?.reason));
  };
  return { element, render };
}

function goOn(state: State, robot: RobotId): string {
  const source = state.robots.get(robot)?.state?.episode?.plan.driver.source;
  return source === 'policy' ? t('Let the policy go on') : t('Let it go on');
}

export function advice(state: State, robot: RobotId, why: string | undefined): string {
  const seen = state.robots.get(robot);
  const can = buttons(state, robot);
  const refused = refusal(state, 'OPERATE');
  if (refused !== undefined) {
    return refused;
  }
  if (seen?.help !== null && seen !== undefined && can.takeOver) {
    return t('It asked for help: {reason}.', { reason: reason(seen.help?.reason ?? '') });
  }
  if (can.clearStop) {
    return t('Before you end the stop: is the area clear, is the object safe? The robot then holds still.');
  }
  if (seen !== undefined && doing(seen) === 'paused') {
    return t('Nothing is recorded, no picture is sent, and no episode begins until somebody lets it record again.');
  }
  if (seen !== undefined && doing(seen) === 'label') {
    return t('Its time is up: did it succeed? Without your word it is a failure soon.');
  }
  if (seen !== undefined && doing(seen) === 'reset') {
    return waitsForPerson(seen) ? t('Lay out the scene, step back, then press “{button}”.', { button: goOn(state, robot) }) : t('Keep clear: a script lays out the scene.');
  }
  if (can.resume) {
    return t('The robot holds still. Take over, or press “{button}”.', { button: goOn(state, robot) });
  }
  if (can.handBack && can.takeOver) {
    return t('The robot holds still. Take over again to drive, or hand it back.');
  }
  if (can.handBack) {
    return t('Short corrections are best: show the way out, then hand back and let it finish.');
  }
  const apart = seen === undefined ? '' : handsOff(seen);
  if (apart !== '') {
    return t('{reason}. Help counts as a failure of the policy; step in where something would break.', { reason: apart });
  }
  return why === undefined || why === '' ? '' : t('Last change: {reason}.', { reason: reason(why) });
}
