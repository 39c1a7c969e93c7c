import { collections, episodes, showAt, withdraw, type CollectionProgress, type EpisodeManifest } from '../api.js';
import type { Page } from '../page.js';
import type { RobotId } from '../protocol.js';
import { frame } from '../review/api.js';
import { collectionId, mine, showing, tally, type Showing } from '../show.js';
import type { State } from '../state.js';
import { t } from '../words/language.js';
import { button, h, shown, text } from './dom.js';
import { reason } from './words.js';

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
  private operator: string | undefined;

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
    void this.refresh();
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
    const label = wording(at);
    text(this.act, label ?? '');
    shown(this.act, label !== undefined);
    this.act.disabled = [...state.asked.values()].some((command) => command.robot === this.robot);
    shown(this.discard, at.phase === 'start' || at.phase === 'paused' || at.phase === 'perform');
    shown(this.enough, at.phase === 'next');
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

  /** One press asks for one thing, so that nobody lets go on what somebody else has held meanwhile. */
  private next(): void {
    const state = this.page.state();
    const at = showing(state, this.robot, this.collection);
    if (at.phase === 'start' || at.phase === 'paused') {
      this.page.ask({ command: 'take-over', robot: this.robot });
    } else if (at.phase === 'next' && at.press === 'hand-back') {
      this.page.input.release();
      this.page.ask({ command: 'hand-back', robot: this.robot, epoch: state.robots.get(this.robot)?.state?.authority.epoch ?? -1 });
    } else if (at.phase === 'next' && at.press === 'resume') {
      this.page.ask({ command: 'resume', robot: this.robot });
    }
  }

  private async ask(): Promise<void> {
    const { operator, nowMillis, clockOffsetMillis } = this.page.state();
    if (operator === undefined) {
      this.page.account();
      return;
    }
    const now = Math.round(nowMillis + clockOffsetMillis);
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

  /** Asks only while somebody sees it: the same line carries what hands do. */
  private async refresh(): Promise<void> {
    const { operator, robots } = this.page.state();
    if (operator !== this.operator) {
      this.operator = operator;
      this.collection = undefined;
      this.kept = [];
    }
    const isShown = robots.get(this.robot)?.state?.episode?.plan.driver.source === 'demonstration';
    if (operator === undefined || (!this.open && !isShown && this.collection?.complete !== false)) {
      return;
    }
    try {
      this.collection = mine(await collections(), operator, this.robot) ?? this.collection;
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
    const camera = this.page.state().robots.get(this.robot)?.birth?.policyCameras[0];
    const newest = camera === undefined ? [] : this.kept.filter((episode) => episode.steps > 0).slice(0, STARTS_SHOWN).map((episode) => episode.episode);
    if (this.starts.dataset['of'] !== newest.join()) {
      this.starts.dataset['of'] = newest.join();
      this.starts.replaceChildren(...newest.map((episode) => h('img', 'start', { src: frame(episode, 0, camera ?? ''), alt: '', loading: 'lazy' })));
    }
  }
}

/** What the one button says; nothing where there is nothing to press. */
function wording(at: Showing): string | undefined {
  switch (at.phase) {
    case 'start':
      return t('Start');
    case 'paused':
      return t('Take over again');
    case 'next':
      return at.press === 'hand-back' ? t('Hand back') : at.press === 'resume' ? t('Next') : undefined;
    default:
      return undefined;
  }
}

function saying(at: Showing): string {
  switch (at.phase) {
    case 'none':
      return t('You show it from its start to its end; each time the scene begins a little different. The robot holds until you start.');
    case 'next':
      switch (at.press) {
        case 'hand-back':
          return t('Hand it back, then go on to the next.');
        case 'resume':
          return t('It holds: {reason}. Is the scene laid out, and nobody near? Then go on to the next.', { reason: reason(at.why) });
        case 'nothing':
          return t('The robot gets the next one …');
      }
    case 'start':
      return t('Ready. Nothing is recorded before you move it.');
    case 'paused':
      return t('It holds in the midst of it, and its time goes by. Take over again to go on, or discard it.');
    case 'stopped':
      return t('Stopped. Clear the stop first.');
    case 'perform':
      return t('Show the task, then say success; or discard it.');
    case 'complete':
      return t('It is complete. You may begin more.');
  }
}
