import { claim, escalate, help as queue, release, type HelpTicket } from '../api.js';
import type { Page, View } from '../page.js';
import type { RobotId } from '../protocol.js';
import { refusal } from '../rights.js';
import { call, LATER_MILLIS, ordered, suggestion, urgency, waited, type Urgency } from '../triage.js';
import { attribute, button, h, shown, text } from './dom.js';
import { LoadPanel } from './load.js';
import { reason, span } from './words.js';
import { t } from '../words/language.js';

const REFRESH_MILLIS = 1_000;

const SIGNS: Readonly<Record<Urgency, string>> = { calm: '●', soon: '▲', late: '■' };

/** Who calls for help, the most urgent first. A claim keeps two people from running for the same robot; it moves nothing. */
export function helpPage(page: Page): View {
  const rows = new Map<RobotId, Row>();
  const later = new Map<string, number>();
  const load = new LoadPanel();
  const list = h('ol', 'calls', { 'data-test': 'calls', role: 'list' });
  const summary = h('p', 'summary', { role: 'status' });
  const trouble = h('p', 'trouble', { role: 'alert' });
  const empty = h('p', 'empty', {}, t('Nobody calls for help.'));
  const element = h('main', 'help', { 'data-test': 'help' }, h('header', 'head', {}, h('h1', '', {}, t('Help')), summary), load.element, trouble, empty, list);
  let tickets: readonly HelpTicket[] = [];
  let heard = false;
  let closed = false;
  let asked = 0;
  let shownAt = 0;
  /** Of two answers the one that was asked for later counts. */
  const show = (newest: readonly HelpTicket[], at: number): void => {
    if (closed || at < shownAt) {
      return;
    }
    shownAt = at;
    heard = true;
    tickets = newest;
    text(trouble, '');
    render();
  };
  const render = (): void => {
    const state = page.state();
    const now = state.nowMillis + state.clockOffsetMillis;
    const called = new Set(tickets.map((ticket) => ticket.robot));
    for (const [id, row] of rows) {
      if (!called.has(id)) {
        row.close();
        rows.delete(id);
      }
    }
    load.render(tickets, state.robots.values(), now);
    shown(load.element, heard && trouble.textContent === '');
    [...later].filter(([, until]) => until <= now).forEach(([id]) => later.delete(id));
    ordered(tickets, later, now).forEach((ticket, place) => {
      const row = rows.get(ticket.robot) ?? new Row(page, ticket.robot, act, putOff);
      rows.set(ticket.robot, row);
      row.render(ticket, now, state.operator, later.get(call(ticket)) ?? 0);
      const isInHand = list.contains(document.activeElement) && row.element.isConnected;
      if (list.children[place] !== row.element && !isInHand) {
        list.insertBefore(row.element, list.children[place] ?? null);
      }
    });
    shown(trouble, trouble.textContent !== '');
    shown(empty, heard && tickets.length === 0 && trouble.textContent === '');
    text(summary, summarise(tickets, now));
  };
  const putOff = (ticket: HelpTicket): void => {
    later.set(call(ticket), page.state().nowMillis + page.state().clockOffsetMillis + LATER_MILLIS);
    render();
  };
  /** What a button asks for; the answer is the queue as it is then. */
  const act = async (answer: Promise<readonly HelpTicket[]>): Promise<boolean> => {
    const at = ++asked;
    try {
      show(await answer, at);
      return true;
    } catch (e) {
      page.notice(e instanceof Error ? e.message : String(e));
      return false;
    }
  };
  const refresh = async (): Promise<void> => {
    const at = ++asked;
    try {
      show(await queue(), at);
    } catch (e) {
      text(trouble, e instanceof Error ? e.message : String(e));
      render();
    }
  };
  void refresh();
  const timer = setInterval(() => void refresh(), REFRESH_MILLIS);
  const close = (): void => {
    closed = true;
    clearInterval(timer);
    rows.forEach((row) => row.close());
  };
  return { element, render, close };
}

function summarise(tickets: readonly HelpTicket[], now: number): string {
  const open = tickets.filter((ticket) => ticket.state === 'OPEN');
  if (open.length === 0) {
    return tickets.length === 0 ? '' : t('Somebody is with each of them');
  }
  const longest = Math.max(...open.map((ticket) => waited(ticket, now)));
  return open.length === 1 ? t('1 waits · longest {time}', { time: span(longest) }) : t('{n} wait · longest {time}', { n: open.length, time: span(longest) });
}

function whose(ticket: HelpTicket, mine: boolean): string {
  if (ticket.state === 'OPEN') {
    return '';
  }
  const who = ticket.operator ?? '';
  return ticket.state === 'TAKEN'
    ? mine ? t('You hold it') : t('{who} holds it', { who })
    : mine ? t('You have claimed it') : t('{who} has claimed it', { who });
}

type Act = (asked: Promise<readonly HelpTicket[]>) => Promise<boolean>;

class Row {
  readonly element: HTMLElement;
  private readonly canvas = h('canvas', 'picture', { width: '480', height: '360', 'aria-hidden': 'true' });
  private readonly sign = h('span', 'sign', { 'aria-hidden': 'true' });
  private readonly wait = h('span', 'wait');
  private readonly what = h('strong', 'reason');
  private readonly advice = h('span', 'advice');
  private readonly why = h('span', 'why');
  private readonly who = h('span', 'who');
  private readonly claim: HTMLButtonElement;
  private readonly release: HTMLButtonElement;
  private readonly escalate: HTMLButtonElement;
  private readonly later: HTMLButtonElement;
  private readonly hide: () => void;
  private mine = false;
  private ticket: HelpTicket | undefined;

  constructor(
    private readonly page: Page,
    private readonly robot: RobotId,
    private readonly act: Act,
    putOff: (ticket: HelpTicket) => void,
  ) {
    this.claim = button(t('Claim'), 'claim', () => this.claimAndOpen());
    this.release = button(t('Give up'), '', () => this.asking((operator) => void this.act(release(robot, operator))));
    this.escalate = button(t('Needs somebody else'), '', () => this.asking((operator) => void this.act(escalate(robot, operator))));
    this.later = button(t('Later'), '', () => (this.ticket === undefined ? undefined : putOff(this.ticket)));
    attribute(this.release, 'aria-label', t('Give up {robot}', { robot }));
    attribute(this.escalate, 'aria-label', t('{robot} needs somebody else', { robot }));
    this.claim.dataset['test'] = `claim-${robot}`;
    this.element = h(
      'li',
      'call',
      { 'data-test': `call-${robot}` },
      h('span', 'screen', {}, this.canvas),
      h('div', 'facts', {}, h('span', 'line', {}, h('span', 'name', {}, robot), this.sign, this.wait), this.what, this.advice, this.why, this.who),
      h('div', 'choices', {}, this.claim, this.release, this.escalate, this.later),
    );
    this.hide = page.live.show(this.canvas, robot);
  }

  render(ticket: HelpTicket, now: number, me: string | undefined, laterMillis: number): void {
    this.ticket = ticket;
    const seconds = waited(ticket, now);
    const how = urgency(seconds);
    const mine = ticket.operator === me && ticket.operator !== null;
    this.element.dataset['urgency'] = how;
    this.element.dataset['state'] = ticket.state;
    text(this.sign, SIGNS[how]);
    text(this.wait, `${span(seconds)}${ticket.escalated ? t(' · passed on') : ''}`);
    text(this.what, reason(ticket.reason));
    text(this.advice, suggestion(ticket.reason));
    text(this.why, [ticket.task ?? '', ticket.why].filter((part) => part !== '').join(' · '));
    text(this.who, whose(ticket, mine));
    this.mine = mine;
    text(this.claim, mine ? t('Open it') : t('Claim'));
    attribute(this.claim, 'aria-label', mine ? t('Open {robot}', { robot: this.robot }) : t('Claim {robot}', { robot: this.robot }));
    const refused = refusal(this.page.state(), 'OPERATE');
    this.claim.disabled = refused !== undefined || (ticket.operator !== null && !mine);
    this.escalate.disabled = refused !== undefined;
    attribute(this.claim, 'title', refused ?? '');
    text(this.later, laterMillis > now ? t('Later · {time}', { time: span(Math.ceil((laterMillis - now) / 1000)) }) : t('Later'));
    attribute(this.later, 'aria-label', t('{later}: put {robot} off for a minute, on this tablet', { later: this.later.textContent ?? '', robot: this.robot }));
    this.later.disabled = laterMillis > now;
    shown(this.later, ticket.state === 'OPEN' && !ticket.escalated);
    shown(this.release, mine && ticket.state === 'CLAIMED');
    shown(this.escalate, ticket.state !== 'TAKEN' && !ticket.escalated && (mine || ticket.operator === null));
  }

  private claimAndOpen(): void {
    const open = (): void => this.page.open({ kind: 'cockpit', robot: this.robot });
    if (this.mine && this.element.dataset['state'] === 'TAKEN') {
      open();
      return;
    }
    this.asking((operator) => void this.act(claim(this.robot, operator)).then((won) => (won ? open() : undefined)));
  }

  private asking(then: (operator: string) => void): void {
    const operator = this.page.state().operator;
    if (operator === undefined) {
      this.page.account();
    } else {
      then(operator);
    }
  }

  close(): void {
    this.hide();
    this.element.remove();
  }
}
