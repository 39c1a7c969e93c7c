import { collections, episodes, showAt, withdraw, type CollectionProgress, type EpisodeManifest } from '../api.js';
import type { Page } from '../page.js';
import type { RobotId } from '../protocol.js';
import { frame } from '../review/api.js';
import { collectionId, mine, showing, tally, type Showing } from '../show.js';
import type { State } from '../state.js';
import { t } from '../words/language.js';
import { button, h, shown, text } from './dom.js';

const REFRESH_MILLIS = 2_000;
const COUNTS = [5, 10, 25, 50];
const STARTS_SHOWN = 24;

/** A person shows a task: start, perform, success or discard, next; with what is kept so far, and how its starts vary. */
export class ShowPanel {
  readonly element = h('section', 'show card', { 'data-test': 'show', 'aria-label': t('Show a task') });
  private readonly tasks = h('select', '', { 'aria-label': t('Task') });
  private readonly counts = h('select', '', { 'aria-label': t('How many') }, ...COUNTS.map((count) => h('option', '', { value: `${count}` }, t('{n} times', { n: count }))));
  private readonly begin = button(t('Begin'), 'primary', () => void this.ask());
  private readonly form = h('div', 'show-form', {}, this.tasks, this.counts, this.begin);
  private readonly said = h('p', 'show-said', { role: 'status' });
  private readonly act = button('', 'deed primary', () => this.next());
  private readonly discard = button(t('Discard'), 'deed', () => this.page.ask({ command: 'judge', robot: this.robot, outcome: 'ABORTED' }));
  private readonly enough = button(t('Enough'), 'deed', () => void this.stop());
  private readonly figures = h('p', 'hint');
  private readonly starts = h('div', 'starts', { role: 'img', 'aria-label': t('How the scene was at the start of each') });
  private readonly timer: ReturnType<typeof setInterval>;
  private collection: CollectionProgress | undefined;
  private kept: readonly EpisodeManifest[] = [];
  private open = false;
  /** The person wants the next one: what leads to it is asked for step by step, as the robot gets there. */
  private going = false;

  constructor(
    private readonly page: Page,
    private readonly robot: RobotId,
  ) {
    this.begin.dataset['test'] = 'show-begin';
    this.act.dataset['test'] = 'show-next';
    this.discard.dataset['test'] = 'show-discard';
    this.enough.dataset['test'] = 'show-enough';
    this.element.append(this.form, this.said, h('div', 'deed-row', {}, this.act, this.discard, this.enough), this.figures, this.starts);
    void this.refresh();
    this.timer = setInterval(() => void this.refresh(), REFRESH_MILLIS);
  }

  toggle(): void {
    this.open = !this.open;
    this.render(this.page.state());
  }

  render(state: State): void {
    const at = showing(state, this.robot, this.collection);
    const isAtIt = at.phase !== 'none' && at.phase !== 'complete';
    shown(this.element, this.open || isAtIt);
    if (!this.open && !isAtIt) {
      return;
    }
    this.offer(state);
    shown(this.form, !isAtIt);
    text(this.said, saying(at));
    text(this.act, at.phase === 'start' ? t('Start') : t('Next'));
    shown(this.act, at.phase === 'start' || at.phase === 'next');
    this.act.disabled = at.phase === 'next' && !at.held;
    shown(this.discard, at.phase === 'start' || at.phase === 'perform');
    shown(this.enough, at.phase === 'next');
    this.goOn(state, at);
  }

  close(): void {
    clearInterval(this.timer);
  }

  private offer(state: State): void {
    const known = state.robots.get(this.robot)?.birth?.tasks ?? [];
    if ([...this.tasks.options].map((option) => option.value).join() !== known.join()) {
      this.tasks.replaceChildren(...known.map((task) => h('option', '', { value: task }, task)));
    }
    this.begin.disabled = known.length === 0 || state.operator === undefined;
  }

  /** Only a person's press takes a robot over; a hand back is followed by what it was meant for. */
  private next(): void {
    const state = this.page.state();
    if (showing(state, this.robot, this.collection).phase === 'start') {
      this.page.ask({ command: 'take-over', robot: this.robot });
    } else {
      this.going = true;
      this.goOn(state, showing(state, this.robot, this.collection));
    }
  }

  private goOn(state: State, at: Showing): void {
    const authority = state.robots.get(this.robot)?.state?.authority;
    const isAsked = [...state.asked.values()].some((command) => command.robot === this.robot);
    if (!this.going || isAsked || authority === undefined) {
      return;
    }
    if (at.phase !== 'next' || !at.held) {
      this.going = false;
    } else if (authority.holder === state.operator) {
      this.page.input.release();
      this.page.ask({ command: 'hand-back', robot: this.robot, epoch: authority.epoch });
    } else if (authority.mode === 'HOLD' && authority.holder === null) {
      this.going = false;
      this.page.ask({ command: 'resume', robot: this.robot });
    } else {
      this.going = false;
    }
  }

  private async ask(): Promise<void> {
    const { operator, nowMillis, clockOffsetMillis } = this.page.state();
    if (operator === undefined) {
      this.page.account();
      return;
    }
    const now = nowMillis + clockOffsetMillis;
    const task = this.tasks.value;
    try {
      this.collection = await showAt(this.robot, {
        id: collectionId(task, operator, now),
        task,
        cohort: 'TRAIN',
        driver: { source: 'demonstration', by: operator },
        episodes: Number(this.counts.value),
        firstSeed: now,
        pace: 1,
        robot: this.robot,
      });
      this.kept = [];
      this.render(this.page.state());
    } catch (e) {
      this.page.notice(e instanceof Error ? e.message : String(e));
    }
  }

  private async stop(): Promise<void> {
    const id = this.collection?.request.id;
    try {
      this.collection = id === undefined ? undefined : await withdraw(id);
    } catch (e) {
      this.page.notice(e instanceof Error ? e.message : String(e));
    }
    this.render(this.page.state());
  }

  private async refresh(): Promise<void> {
    try {
      this.collection = mine(await collections(), this.page.state().operator, this.robot) ?? this.collection;
      this.kept = this.collection === undefined ? [] : await episodes({ collection: this.collection.request.id, limit: '500' });
    } catch {
      return; // Told elsewhere; what was known stays.
    }
    this.show();
    this.render(this.page.state());
  }

  private show(): void {
    const { kept, failed, discarded, minutes } = tally(this.kept);
    const wanted = this.collection?.request.episodes ?? 0;
    const told = t('{kept} of {wanted} kept · {minutes} min · {failed} failed · {discarded} discarded', { kept, wanted, minutes: minutes.toFixed(1), failed, discarded });
    text(this.figures, this.collection === undefined ? '' : told);
    const newest = this.kept.slice(0, STARTS_SHOWN).map((episode) => episode.episode);
    if (this.starts.dataset['of'] !== newest.join()) {
      this.starts.dataset['of'] = newest.join();
      this.starts.replaceChildren(...newest.map((episode) => h('img', 'start', { src: frame(episode, 0, 'third'), alt: '', loading: 'lazy' })));
    }
  }
}

function saying(at: Showing): string {
  switch (at.phase) {
    case 'none':
      return t('You show it from its start to its end; each time the scene begins a little different. The robot holds until you start.');
    case 'next':
      return at.held ? t('Is the scene laid out, and nobody near? Then go on to the next.') : t('The robot gets the next one …');
    case 'start':
      return t('Ready. Nothing is recorded before you move it.');
    case 'perform':
      return t('Show the task, then say success; or discard it.');
    case 'complete':
      return t('It is complete. You may begin more.');
  }
}
