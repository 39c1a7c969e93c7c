import type { Page, View } from '../page.js';
import { doing } from '../select.js';
import type { State } from '../state.js';
import { button, h, shown, text } from './dom.js';
import { holdButton } from './hold.js';
import { icon } from './icons.js';
import { t } from '../words/language.js';

const LINKS: Readonly<Record<State['link'], string>> = {
  connecting: t('Connecting …'),
  online: t('Connected'),
  offline: t('Offline: control is off'),
};

/** Always at the bottom: where one can go, whether there is a connection, who is signed in, and STOP ALL. */
export function bar(page: Page): View {
  const fleet = button(t('Fleet'), 'tab', () => page.open({ kind: 'wall' }));
  const help = button(t('Help'), 'tab', () => page.open({ kind: 'help' }));
  help.dataset['test'] = 'tab-help';
  const throughput = button(t('Throughput'), 'tab', () => page.open({ kind: 'throughput' }));
  const settings = button(icon('gear'), 'tab gear', () => page.open({ kind: 'settings' }));
  settings.setAttribute('aria-label', t('Settings'));
  settings.dataset['test'] = 'tab-settings';
  const dot = h('span', 'dot', { 'aria-hidden': 'true' });
  const link = h('span', 'link-text');
  const reload = button(t('New version: reload'), 'tab important', () => location.reload());
  const operator = button('', 'tab operator', () => page.signIn(''));
  const notices = h('div', 'notices', { role: 'status' });
  const stopAll = holdButton(
    h('span', 'stop-label', {}, icon('octagon'), h('span', '', {}, t('STOP ALL')), h('small', '', {}, t('hold 1 s'))),
    t('Stops every robot of the site. Software protective stop — not an emergency stop.'),
    'stop-all',
    () => page.stopAll(),
  );
  stopAll.dataset['test'] = 'stop-all';
  const element = h(
    'footer',
    'bar',
    {},
    notices,
    h('nav', 'tabs', { 'aria-label': t('Screens') }, fleet, help, throughput, settings),
    h('span', 'link', {}, dot, link),
    reload,
    operator,
    stopAll,
  );
  const render = (state: State): void => {
    const isResearch = state.screen.kind === 'throughput' || state.screen.kind === 'episode';
    const calls = [...state.robots.values()].filter((robot) => doing(robot) === 'help').length;
    fleet.toggleAttribute('data-here', state.screen.kind === 'wall' || state.screen.kind === 'cockpit');
    help.toggleAttribute('data-here', state.screen.kind === 'help');
    help.toggleAttribute('data-calls', calls > 0);
    text(help, calls > 0 ? t('Help · {n}', { n: calls }) : t('Help'));
    settings.toggleAttribute('data-here', state.screen.kind === 'settings');
    throughput.toggleAttribute('data-here', isResearch);
    element.dataset['link'] = state.link;
    text(link, state.link === 'online' && state.site !== '' ? t('Connected · {site}', { site: state.site }) : LINKS[state.link]);
    text(operator, state.operator ?? t('Sign in'));
    shown(reload, state.outdated);
    stopAll.disabled = state.link !== 'online';
    const told = state.notices.map((notice) => `${notice.kind}${notice.text}`).join('\n');
    if (notices.dataset['told'] !== told) {
      notices.dataset['told'] = told;
      notices.replaceChildren(...state.notices.map((notice) => h('div', `notice ${notice.kind}`, {}, notice.text)));
    }
  };
  return { element, render, close: () => undefined };
}
