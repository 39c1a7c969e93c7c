import './style/base.css';
import './style/bar.css';
import './style/wall.css';
import './style/help.css';
import './style/pads.css';
import './style/cockpit.css';
import './style/research.css';
import './style/settings.css';
import './style/show.css';
import './style/review.css';
import './style/episodes.css';
import './style/people.css';
import { alarm, Bell } from './alarm.js';
import { Driver } from './driver.js';
import { watchGamepads } from './gamepad.js';
import { Input } from './input.js';
import { isServed } from './own-version.js';
import type { Page, View } from './page.js';
import { ownPreferences, PREFERENCES_KEY, show } from './preferences.js';
import type { SignInWay, UiCommand } from './protocol.js';
import { enter, leave, WayOut } from './session.js';
import { driveBlock, drives } from './select.js';
import { Socket } from './socket.js';
import { firstState, type Screen, type State } from './state.js';
import { update, type Event } from './update.js';
import { auditPage } from './view/audit.js';
import { bar } from './view/bar.js';
import { cockpit } from './view/cockpit.js';
import { helpPage } from './view/help.js';
import { lazy } from './view/lazy.js';
import { Pace } from './pace.js';
import { LivePictures } from './view/live.js';
import { settingsPage } from './view/settings.js';
import { account, signIn } from './view/sign-in.js';
import { wall } from './view/wall.js';
import { Announcer } from './announce.js';
import { screenOf, hashOf } from './route.js';
import { sender } from './review/sender.js';
import { t } from './words/language.js';

const OPERATOR_KEY = 'fleetrl.operator';
const TICK_MILLIS = 250;

let state: State = firstState(screenOf(location.hash), Date.now(), ownPreferences());
let lastId = 0;
let watched = '';
let current: { key: string; view: View } | undefined;
let asking: { key: string; view: View } | undefined;

const driving = (): string | undefined => (state.screen.kind === 'cockpit' ? state.screen.robot : undefined);
const mayMove = (): boolean => {
  const robot = driving();
  return robot !== undefined && driveBlock(state, robot) === undefined;
};
const pace = new Pace(() => render());
const live = new LivePictures(() => watch());
const driver = new Driver(() => state, driving, (command) => socket.send(command));
const input = new Input((hands) => driver.changed(hands), mayMove);
const announcer = new Announcer();
const bell = new Bell();
watchGamepads(
  (stick) => input.gamepad(stick),
  () => holdDriven(),
);

const page: Page = {
  state: () => state,
  input,
  live,
  ask(command) {
    const id = String(++lastId);
    dispatch({ kind: 'asked', id, command });
    if (!send({ ...command, id })) {
      dispatch({ kind: 'noticed', text: t('No connection: nothing was sent.'), problem: true });
    }
  },
  stopAll: () => void send({ command: 'stop-all', id: String(++lastId) }),
  account() {
    input.release();
    showsAccount = true;
    pace.soon();
  },
  async signIn(name, password) {
    await enter(name, password);
    wayOut.stay();
    localStorage.setItem(OPERATOR_KEY, name);
    mayReturn = true;
    socket.renew();
  },
  async signOut() {
    input.release();
    localStorage.removeItem(OPERATOR_KEY);
    mayReturn = false;
    await wayOut.leave(state.operator);
  },
  open(screen) {
    location.hash = hashOf(screen);
  },
  chooseSpeed: (speed) => dispatch({ kind: 'speedChosen', speed }),
  prefer(changed) {
    const preferences = { ...state.preferences, ...changed };
    localStorage.setItem(PREFERENCES_KEY, JSON.stringify(preferences));
    dispatch({ kind: 'preferred', preferences });
    show(preferences);
    if (changed.language !== undefined) {
      location.reload();
    }
  },
  turnView: (degrees) => dispatch({ kind: 'viewTurned', degrees }),
  takeBack() {
    const { judged, operator } = state;
    if (judged !== undefined && operator !== undefined) {
      const outcome = judged.outcome === 'SUCCESS' ? 'FAILURE' : 'SUCCESS';
      sender.say(judged.episode, operator, { kind: 'verdict', outcome, reason: 'taken back at once' });
      dispatch({ kind: 'takenBack' });
    }
  },
  notice: (text) => dispatch({ kind: 'noticed', text, problem: false }),
};
let showsAccount = false;
/** Where a name is enough, a tablet that was signed in comes back by itself; not one that was signed out. */
let mayReturn = true;

const socket = new Socket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`, {
  linkChanged(link) {
    input.release();
    watched = '';
    greeted = false;
    dispatch({ kind: 'linkChanged', link });
    if (link === 'online') {
      void isServed().then((served) => (served ? undefined : dispatch({ kind: 'outdated' })), () => undefined);
    }
  },
  heard(event) {
    dispatch({ kind: 'ticked', nowMillis: Date.now() });
    dispatch({ kind: 'heard', event });
    if (event.event === 'hello') {
      met(event.signIn.by);
    }
  },
  pictured(picture) {
    live.draw(picture);
    dispatch({ kind: 'pictureShown', picture });
  },
});

const wayOut = new WayOut(leave, () => socket.renew(), () => {
  dispatch({ kind: 'noticed', text: t('You are still signed in: the page could not sign you out. Try again; it does so itself with the next connection.'), problem: true });
});

let greeted = false;

/** The first word on a line says who we are; a later one that somebody was signed out. */
function met(by: SignInWay['by']): void {
  mayReturn &&= !greeted || state.operator !== undefined;
  greeted = true;
  wayOut.met(state.operator);
  const name = localStorage.getItem(OPERATOR_KEY);
  if (by === 'name' && state.operator === undefined && mayReturn && name !== null) {
    page.signIn(name, undefined).catch(() => undefined);
  }
}

function send(command: UiCommand): boolean {
  return socket.send(command);
}

function dispatch(event: Event): void {
  const before = state;
  state = update(state, event);
  if (!mayMove()) {
    input.release();
  }
  announcer.changed(before, state);
  const heard = alarm(before, state);
  if (heard !== undefined) {
    bell.ring(heard);
  }
  watch();
  pace.changed(event, before, state);
}

/** The robot in the cockpit holds, if this tablet drives it: whoever looks away, or turns the tablet over, takes over anew. */
function holdDriven(): void {
  const robot = driving();
  if (robot !== undefined && drives(state, robot)) {
    page.ask({ command: 'hold', robot });
  }
}

/** Tells the backend which robots' pictures this tablet shows: those in view, and none while nobody looks. */
function watch(): void {
  const hidden = document.visibilityState === 'hidden';
  const ids = (state.screen.kind === 'wall' || state.screen.kind === 'help') && !hidden ? live.seen() : [];
  const robot = driving();
  const liveIds = robot !== undefined && !hidden && state.robots.has(robot) ? [robot] : [];
  const wanted = JSON.stringify([ids, liveIds]);
  if (state.link === 'online' && wanted !== watched && send({ command: 'watch', wall: ids, live: liveIds })) {
    watched = wanted;
  }
}

const root = document.getElementById('page') as HTMLElement;
const footer = bar(page);
root.append(footer.element);

function render(): void {
  const key = hashOf(state.screen);
  if (current?.key !== key) {
    current?.view.close();
    current?.view.element.remove();
    current = { key, view: build(state.screen) };
    root.prepend(current.view.element);
  }
  current.view.render(state);
  footer.render(state);
  const wanted = state.signIn !== undefined && state.operator === undefined ? `${state.signIn.by} in` : showsAccount ? 'account' : '';
  if (wanted !== (asking?.key ?? '')) {
    asking?.view.element.remove();
    asking = wanted === '' ? undefined : { key: wanted, view: dialog(wanted) };
    root.append(...(asking === undefined ? [] : [asking.view.element]));
  }
  asking?.view.render(state);
}

function dialog(wanted: string): View {
  const close = (): void => {
    showsAccount = false;
    pace.soon();
  };
  if (wanted !== 'account') {
    close();
    return signIn(page, state, localStorage.getItem(OPERATOR_KEY) ?? '');
  }
  return account(page, close);
}

function build(screen: Screen): View {
  switch (screen.kind) {
    case 'wall':
      return wall(page);
    case 'cockpit':
      return cockpit(page, screen.robot);
    case 'help':
      return helpPage(page);
    case 'settings':
      return settingsPage(page);
    case 'research':
      return lazy(async () => (await import('./view/research.js')).researchPage(page, screen.query));
    case 'rounds':
      return lazy(async () => (await import('./view/rounds.js')).roundsPage(page));
    case 'audit':
      return auditPage();
    case 'episode':
      return lazy(async () => (await import('./view/review.js')).review(page, screen));
    case 'episodes':
      return lazy(async () => (await import('./view/episodes.js')).episodesPage(page, screen.query));
  }
}

window.addEventListener('hashchange', () => {
  input.release();
  dispatch({ kind: 'opened', screen: screenOf(location.hash) });
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') {
    holdDriven();
  }
  watch();
});
matchMedia('(orientation: portrait)').addEventListener('change', () => {
  input.release();
  holdDriven();
});
show(state.preferences);
void navigator.serviceWorker?.register('/sw.js').catch(() => undefined);
setInterval(() => dispatch({ kind: 'ticked', nowMillis: Date.now() }), TICK_MILLIS);
sender.start(() => state);
pace.soon();

declare global {
  interface Window {
    /** For tests and the curious: what the page knows. */
    readonly fleetrl: { readonly state: State; readonly live: LivePictures };
  }
}
Object.defineProperty(window, 'fleetrl', { value: Object.defineProperty({ live }, 'state', { get: () => state }) });
