import type { HelpTicket } from '../api.js';
import type { Robot } from '../protocol.js';
import { load } from '../triage.js';
import { h, text } from './dom.js';
import { span } from './words.js';
import { t } from '../words/language.js';

/** How the shift goes: calls and how long they wait, robots that do no work meanwhile, and people who are at one. */
export class LoadPanel {
  readonly element: HTMLElement;
  private readonly waiting = h('dd', '');
  private readonly wait = h('dd', '');
  private readonly standing = h('dd', '');
  private readonly people = h('dd', '');

  constructor() {
    const part = (name: string, value: HTMLElement): HTMLElement => h('div', '', {}, h('dt', '', {}, name), value);
    this.element = h(
      'dl',
      'load',
      { 'data-test': 'load' },
      part(t('Calls that wait'), this.waiting),
      part(t('Wait: half · 95 %'), this.wait),
      part(t('Robots that stand'), this.standing),
      part(t('People at a robot'), this.people),
    );
  }

  render(tickets: readonly HelpTicket[], robots: Iterable<Robot>, nowMillis: number): void {
    const { waiting, p50, p95, standing, people } = load(tickets, robots, nowMillis);
    text(this.waiting, `${waiting}`);
    text(this.wait, waiting === 0 ? '–' : `${span(p50)} · ${span(p95)}`);
    text(this.standing, `${standing}`);
    text(this.people, `${people}`);
  }
}
