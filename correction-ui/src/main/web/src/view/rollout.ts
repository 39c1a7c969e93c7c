import '../style/rollout.css';
import { get } from '../api.js';
import type { Page } from '../page.js';
import type { Policy } from '../research/lineage.js';
import { canGoBack, isOver, offered, ofTask, rollBack, rollOut, rollouts, steps, type Rollout, type Shadowed, type Step } from '../research/rollout.js';
import { endWord, historyTable, stageWord } from '../research/stages.js';
import { refusal } from '../rights.js';
import type { State } from '../state.js';
import { t } from '../words/language.js';
import { h, shown, text } from './dom.js';
import { tableOf } from './figure-card.js';
import { holdButton } from './hold.js';
import { ComparedPart } from './rollout-compared.js';
import { when } from './review/words.js';

const REFRESH_MILLIS = 3_000;

/** How the task's new version earns its place, live; the way to take it back, and to send another on its way. */
export class RolloutPart {
  private readonly trouble = h('p', 'trouble', { role: 'status' }, t('Loading …'));
  private readonly empty = h('p', 'empty', {}, t('No version of this task was rolled out yet. What a round makes is, once the task has a current policy; any registered policy can be.'));
  private readonly name = h('h3', '', { 'data-test': 'rollout-name' });
  private readonly strip = h('ol', 'rollout-steps', { 'aria-label': t('Stages') });
  private readonly facts = h('ul', 'rollout-facts');
  private readonly compared = { canary: new ComparedPart('canary'), fleet: new ComparedPart('fleet') };
  private readonly back = deed(t('Roll back'), 'rollout-back', () => void this.ask(rollBack, this.now?.version));
  private readonly choice = h('select', '', { 'aria-label': t('Policy to roll out'), 'data-test': 'rollout-choice' });
  private readonly out = deed(t('Roll out'), 'rollout-out', () => void this.ask(rollOut, this.choice.value));
  private readonly hint = h('p', 'hint');
  private readonly past = h('div', 'scroll', { tabindex: '0', role: 'region', 'aria-label': t('Other rollouts of this task') });
  private readonly history = h('details', 'figure-table rollout-history', {}, h('summary', '', {}, t('Other rollouts of this task')), this.past);
  private readonly deeds = h('div', 'rollout-deeds', {}, this.back, h('span', 'rollout-choose', {}, this.choice, this.out), this.hint);
  private readonly story = h('div', '', {}, this.name, this.strip, this.facts);
  private readonly evidence = h('details', 'figure-table', {}, h('summary', '', {}, t('What was compared')), this.compared.fleet.element, this.compared.canary.element);
  readonly element = h('section', 'card rollout', { 'data-test': 'rollout', 'aria-label': t('Rollout') }, h('h2', '', {}, t('Rollout')), this.trouble, this.empty, this.story, this.deeds, this.evidence, this.history);
  private readonly timer = setInterval(() => void this.refresh(), REFRESH_MILLIS);
  private task: string | undefined;
  private now: Rollout | undefined;
  private told = '';

  constructor(private readonly page: Page) {
    this.clear();
  }

  /** What is shown of another task is nothing until it is known. */
  of(task: string | undefined): void {
    if (task !== this.task) {
      this.task = task;
      this.now = undefined;
      this.clear();
      void this.refresh();
    }
  }

  render(state: State): void {
    const mayNot = { back: refusal(state, 'OPERATE'), out: refusal(state, 'RESEARCH') };
    this.back.disabled = mayNot.back !== undefined;
    this.out.disabled = mayNot.out !== undefined;
    this.back.title = mayNot.back ?? t('Hold for a second');
    this.out.title = mayNot.out ?? t('Hold for a second');
    const said = (this.back.hidden ? undefined : mayNot.back) ?? (this.out.hidden ? undefined : mayNot.out);
    text(this.hint, said ?? t('Robots change at their next episode; an episode under way ends with the version that it began with.'));
  }

  close(): void {
    clearInterval(this.timer);
    this.compared.canary.close();
    this.compared.fleet.close();
  }

  private clear(): void {
    [this.empty, this.story, this.deeds, this.evidence, this.history].forEach((part) => shown(part, false));
  }

  private async refresh(): Promise<void> {
    const { task } = this;
    if (task === undefined || document.visibilityState !== 'visible' || this.element.hidden) {
      return;
    }
    try {
      const [all, { policies }] = await Promise.all([rollouts(), get<{ readonly policies: readonly Policy[] }>('policies')]);
      if (task === this.task && this.element.querySelector('.holding') === null) {
        text(this.trouble, '');
        this.show(task, all, policies);
      }
    } catch (e) {
      text(this.trouble, e instanceof Error ? e.message : String(e));
    }
    shown(this.trouble, this.trouble.textContent !== '');
  }

  /** What has not changed stays as it is: focus, what is folded open, where it is scrolled to. */
  private show(task: string, all: readonly Rollout[], policies: readonly Policy[]): void {
    const { now, others } = ofTask(all, task);
    const choices = offered(policies, all, task);
    this.now = now;
    shown(this.empty, now === undefined);
    shown(this.story, now !== undefined);
    shown(this.evidence, now !== undefined && (now.canary ?? now.fleet) !== null);
    shown(this.history, others.length > 0);
    shown(this.back, now !== undefined && canGoBack(now, policies));
    shown(this.choice, choices.length > 0);
    shown(this.out, choices.length > 0);
    shown(this.deeds, !this.back.hidden || !this.out.hidden);
    const told = JSON.stringify([now, others, choices]);
    if (told !== this.told) {
      this.told = told;
      this.offer(choices);
      this.past.replaceChildren(tableOf(historyTable(others)));
      if (now !== undefined) {
        this.tell(now);
      }
    }
    this.render(this.page.state());
  }

  private offer(choices: readonly string[]): void {
    const chosen = this.choice.value;
    this.choice.replaceChildren(...choices.map((version) => h('option', '', { value: version }, version)));
    if (choices.includes(chosen)) {
      this.choice.value = chosen;
    }
  }

  private tell(now: Rollout): void {
    text(this.name, t('{version}, beside {baseline}', { version: now.version, baseline: now.baseline }));
    this.unfold(now);
    this.strip.replaceChildren(...steps(now).map(stepOf));
    const guarded = now.canary === null ? [] : [t('Episodes that the guard braked, or in which it was silent: {n}', { n: now.guarded })];
    this.facts.replaceChildren(...[...now.shadow.map(shadowed), ...guarded].map((fact) => h('li', '', {}, fact)));
    this.compared.canary.show(now, now.canary, isOver(now) || now.stage === 'FLEET');
    this.compared.fleet.show(now, now.fleet, isOver(now));
  }

  /** What is under way is to be seen; what is over stands above the figures and leaves them their place. */
  private unfold(now: Rollout): void {
    const at = `${now.version} ${now.stage}`;
    if (this.element.dataset['at'] !== at) {
      this.element.dataset['at'] = at;
      this.evidence.open = !isOver(now);
    }
  }

  private async ask(what: typeof rollBack, version: string | undefined): Promise<void> {
    const { task } = this;
    if (task === undefined || version === undefined || version === '') {
      return;
    }
    try {
      await what(task, version);
      this.page.notice(what === rollBack ? t('{version} is taken back: robots run the one before from their next episode on.', { version }) : t('{version} is on its way.', { version }));
    } catch (e) {
      this.page.notice(e instanceof Error ? e.message : String(e));
    }
    await this.refresh();
  }
}

function deed(label: string, test: string, act: () => void): HTMLButtonElement {
  const made = holdButton(h('span', 'rollout-deed', {}, h('span', '', {}, label), h('small', '', {}, t('hold 1 s'))), t('Hold for a second'), test, act);
  made.dataset['test'] = test;
  return made;
}

function stepOf({ stage, state, atMillis, why }: Step): HTMLElement {
  const sign = { done: '✓', here: '▶', ahead: '○', end: endWord(stage) }[state];
  const attributes: Readonly<Record<string, string>> = { 'data-step': stage, ...(state === 'here' ? { 'aria-current': 'step' } : {}) };
  const at = atMillis === undefined ? [] : [h('span', 'rollout-when', {}, when(atMillis))];
  const reason = why === '' ? [] : [h('span', 'rollout-why', {}, why)];
  return h('li', `rollout-step is-${state}`, attributes, h('strong', '', {}, `${sign} ${stageWord(stage)}`), ...at, ...reason);
}

function shadowed({ server, questions, failures, p99Millis, difference }: Shadowed): string {
  return t('In shadow {server} asked it {questions} questions: {failures} failed, 99 % were answered within {millis} ms; its actions differed from the baseline’s by {difference} on average.', {
    server,
    questions,
    failures,
    millis: p99Millis.toFixed(0),
    difference: Number(difference.toPrecision(2)),
  });
}
