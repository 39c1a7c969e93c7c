import type { Page, View } from '../page.js';
import type { Right } from '../protocol.js';
import { may, refusal } from '../rights.js';
import { doing } from '../select.js';
import type { Screen, State } from '../state.js';
import { button, h, shown, text } from './dom.js';
import { holdButton } from './hold.js';
import { t } from '../words/language.js';
import { icon } from './icons.js';

const LINKS: Readonly<Record<State['link'], string>> = {
  connecting: t('Connecting …'),
  online: t('Connected'),
  offline: t('Offline: control is off'),
};

interface Tab {
  readonly name: string;
  readonly label: string;
  readonly opens: Screen;
  /** Screens that belong to it. */
  readonly kinds: readonly Screen['kind'][];
  readonly needs?: Right;
}

const TABS: readonly Tab[] = [
  { name: 'fleet', label: t('Fleet'), opens: { kind: 'wall' }, kinds: ['wall', 'cockpit'] },
  { name: 'help', label: t('Help'), opens: { kind: 'help' }, kinds: ['help'] },
  { name: 'research', label: t('Research'), opens: { kind: 'research', query: '' }, kinds: ['research'], needs: 'READ' },
  { name: 'episodes', label: t('Episodes'), opens: { kind: 'episodes', query: '' }, kinds: ['episodes', 'episode'], needs: 'READ' },
  { name: 'rounds', label: t('Rounds'), opens: { kind: 'rounds' }, kinds: ['rounds'], needs: 'READ' },
  { name: 'audit', label: t('Audit'), opens: { kind: 'audit' }, kinds: ['audit'], needs: 'AUDIT' },
];

/** Always at the bottom: where one can go, whether there is a connection, who is signed in, and STOP ALL. */
export function bar(page: Page): View {
  const tabs = TABS.map((tab) => ({ tab, element: tabOf(page, tab) }));
  const help = tabs.find(({ tab }) => tab.name === 'help')?.element;
  const settings = button(icon('gear'), 'tab gear', () => page.open({ kind: 'settings' }));
  settings.setAttribute('aria-label', t('Settings'));
  settings.dataset['test'] = 'tab-settings';
  const dot = h('span', 'dot', { 'aria-hidden': 'true' });
  const link = h('span', 'link-text');
  const reload = button(t('New version: reload'), 'tab important', () => location.reload());
  const operator = button('', 'tab operator', () => page.account());
  operator.dataset['test'] = 'account';
  const notices = h('div', 'notices', { role: 'status' });
  const stopAll = holdButton(
    h('span', 'stop-label', {}, icon('octagon'), h('span', '', {}, t('STOP ALL')), h('small', '', {}, t('hold 1 s'))),
    t('Stops every robot of the site. Software protective stop — not an emergency stop.'),
    'stop-all',
    () => page.stopAll(),
  );
  stopAll.dataset['test'] = 'stop-all';
  const nav = h('nav', 'tabs', { 'aria-label': t('Screens') }, ...tabs.map(({ element }) => element), settings);
  const element = h('footer', 'bar', {}, notices, nav, h('span', 'link', {}, dot, link), reload, operator, stopAll);
  const render = (state: State): void => {
    const calls = [...state.robots.values()].filter((robot) => doing(robot) === 'help').length;
    tabs.forEach(({ tab, element: made }) => made.toggleAttribute('data-here', tab.kinds.includes(state.screen.kind)));
    for (const { tab, element: made } of tabs) {
      made.disabled = tab.needs !== undefined && !may(state, tab.needs);
      made.title = tab.needs === undefined ? '' : refusal(state, tab.needs) ?? '';
    }
    settings.toggleAttribute('data-here', state.screen.kind === 'settings');
    help?.toggleAttribute('data-calls', calls > 0);
    if (help !== undefined) {
      text(help, calls > 0 ? t('Help · {n}', { n: calls }) : t('Help'));
    }
    element.dataset['link'] = state.link;
    text(link, state.link === 'online' && state.site !== '' ? t('Connected · {site}', { site: state.site }) : LINKS[state.link]);
    text(operator, state.operator ?? t('Sign in'));
    shown(reload, state.outdated);
    stopAll.disabled = state.link !== 'online' || !may(state, 'STOP');
    const told = state.notices.map((notice) => `${notice.kind}${notice.text}`).join('\n');
    if (notices.dataset['told'] !== told) {
      notices.dataset['told'] = told;
      notices.replaceChildren(...state.notices.map((notice) => h('div', `notice ${notice.kind}`, {}, notice.text)));
    }
  };
  return { element, render, close: () => undefined };
}

function tabOf(page: Page, { name, label, opens }: Tab): HTMLButtonElement {
  const made = button(label, 'tab', () => page.open(opens));
  made.dataset['test'] = `tab-${name}`;
  return made;
}
