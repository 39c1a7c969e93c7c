import { audit, type AuditRecord } from '../api.js';
import type { View } from '../page.js';
import { hashOf } from '../route.js';
import { actionWord, resultSign, told } from '../trail.js';
import { t } from '../words/language.js';
import { button, h, shown, text } from './dom.js';

const REFRESH_MILLIS = 5_000;
const LIMIT = '200';

/** Who did what, on which robot, with the way to the pictures of it. */
export function auditPage(): View {
  const robot = field(t('Robot'), 'audit-robot');
  const operator = field(t('Person'), 'audit-person');
  const trouble = h('p', 'trouble', { role: 'alert' });
  const empty = h('p', 'empty', {}, t('Nobody did anything yet.'));
  const columns = [t('When'), t('Who'), t('What'), t('Where'), t('Result')];
  const rows = h('tbody', '', { 'data-test': 'audit-rows' });
  const table = h('table', 'trail', {}, h('thead', '', {}, h('tr', '', {}, ...columns.map((name) => h('th', '', { scope: 'col' }, name)))), rows);
  const again = button(t('Refresh'), '', () => void refresh());
  const element = h(
    'main',
    'research audit',
    { 'data-test': 'audit' },
    h('header', 'head', {}, h('h1', '', {}, t('Who did what')), h('span', 'filters', {}, robot.label, operator.label, again)),
    trouble,
    empty,
    h('section', 'card', {}, h('div', 'scroll', { tabindex: '0', role: 'region', 'aria-label': t('Who did what') }, table)),
  );
  shown(empty, false);
  let newest = '';
  let closed = false;
  const filter = (): string => {
    const named = { robot: robot.input.value.trim(), operator: operator.input.value.trim(), limit: LIMIT };
    return new URLSearchParams(Object.entries(named).filter(([, value]) => value !== '')).toString();
  };
  const refresh = async (): Promise<void> => {
    const asked = filter();
    const isOld = (): boolean => closed || asked !== filter();
    try {
      const records = await audit(asked);
      if (isOld()) {
        return;
      }
      const seen = records.map((record) => record.id).join();
      if (seen !== newest) {
        newest = seen;
        rows.replaceChildren(...records.map(row));
      }
      shown(empty, records.length === 0);
      text(trouble, '');
    } catch (e) {
      if (isOld()) {
        return;
      }
      text(trouble, e instanceof Error ? e.message : String(e));
    }
    shown(trouble, trouble.textContent !== '');
  };
  [robot.input, operator.input].forEach((input) => input.addEventListener('input', () => void refresh()));
  void refresh();
  const timer = setInterval(() => void refresh(), REFRESH_MILLIS);
  const close = (): void => {
    closed = true;
    clearInterval(timer);
  };
  return { element, render: () => undefined, close };
}

function field(name: string, test: string): { readonly label: HTMLElement; readonly input: HTMLInputElement } {
  const input = h('input', 'filter', { type: 'search', autocapitalize: 'none', spellcheck: 'false', 'data-test': test });
  return { label: h('label', '', {}, name, ' ', input), input };
}

function row(record: AuditRecord): HTMLElement {
  const when = new Date(record.atMillis);
  const time = h('time', '', { datetime: when.toISOString(), title: when.toISOString() }, when.toLocaleString());
  const result = `${resultSign(record)} ${told(record)}`.trim();
  return h(
    'tr',
    record.accepted === false ? 'refused' : '',
    {},
    h('td', '', {}, time),
    h('th', '', { scope: 'row', title: record.roles.join(', ') }, record.operator),
    h('td', '', {}, actionWord(record.action)),
    h('td', '', {}, where(record)),
    h('td', 'result', {}, result),
  );
}

function where(record: AuditRecord): HTMLElement {
  const what = record.robot ?? record.subject ?? '';
  if (record.episode === null || record.step === null) {
    return h('span', '', {}, what);
  }
  const href = `${hashOf({ kind: 'episode', episode: record.episode })}/${record.step}`;
  return h('span', '', {}, `${what} · `, h('a', '', { href, 'data-test': 'audit-link' }, t('{episode}, step {step}', { episode: record.episode, step: record.step })));
}
