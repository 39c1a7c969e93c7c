import type { EpisodeManifest } from '../api.js';
import type { Page, View } from '../page.js';
import { agreement, page as pageOf, policies, type EpisodePage, type Review } from '../review/api.js';
import { chips, queryOf, without, type Filters } from '../review/narrowed.js';
import { sender } from '../review/sender.js';
import { hashOf } from '../route.js';
import { COHORTS, cohortWord } from '../words/cohort.js';
import { t } from '../words/language.js';
import { button, h, shown, text } from './dom.js';
import { failure, outcomeWord, SIGNS, when, why } from './review/words.js';
import { driver } from './words.js';

const PAGE = 50;
/** What the list was narrowed to, as long as this tab is open. */
const KEPT = 'fleetrl.episodes';

/** All sealed episodes, a page at a time, the newest first. */
export function episodesPage(page: Page, query: string): View {
  const list = new List(page, query);
  return { element: list.element, render: () => undefined, close: () => list.close() };
}

class List {
  readonly element: HTMLElement;
  private readonly rows = h('div', 'episode-rows', { role: 'list', 'data-test': 'episodes' });
  private readonly where = h('span', 'where', { role: 'status', 'data-test': 'where' });
  private readonly trouble = h('p', 'trouble', { role: 'alert' });
  private readonly empty = h('p', 'empty', {}, t('No episode is like that.'));
  private readonly kappa = h('p', 'hint');
  private readonly waiting = h('p', 'waiting');
  private readonly newer = button(t('◂ Newer'), 'deed', () => this.turn(-1));
  private readonly older = button(t('Older ▸'), 'deed', () => this.turn(1));
  private readonly chips = h('div', 'narrow chips', { role: 'group', 'aria-label': t('Also narrowed to'), 'data-test': 'chips' });
  private readonly selects: ReadonlyMap<string, HTMLSelectElement>;
  private readonly stop: () => void;
  /** Where each page began, up to the one that is shown. */
  private cursors: readonly string[] = [''];
  private next: string | null = null;
  private asked = 0;

  /** What an address asks for beyond what can be chosen here. */
  private fixed: Filters = {};

  constructor(
    private readonly page: Page,
    query: string,
  ) {
    const yesNo = (yes: string, no: string): readonly (readonly [string, string])[] => [
      ['true', yes],
      ['false', no],
    ];
    this.selects = new Map([
      this.select('task', t('All tasks'), []),
      this.select('version', t('All policies'), []),
      this.select('robot', t('All robots'), []),
      this.select('cohort', t('All cohorts'), COHORTS.map((cohort) => [cohort, cohortWord(cohort)])),
      this.select('outcome', t('All outcomes'), (['SUCCESS', 'FAILURE', 'ABORTED', 'ABANDONED'] as const).map((outcome) => [outcome, `${SIGNS[outcome]} ${outcomeWord(outcome)}`])),
      this.select('corrected', t('Corrected?'), yesNo(t('Corrected'), t('Not corrected'))),
      this.select('reviewed', t('Looked at?'), yesNo(t('Looked at again'), t('Not looked at again'))),
      this.select('excluded', t('In training?'), yesNo(t('Left out of training'), t('Not left out'))),
    ]);
    this.newer.dataset['test'] = 'newer';
    this.older.dataset['test'] = 'older';
    this.element = h(
      'main',
      'research episodes-page',
      { 'data-test': 'episodes-page' },
      h('header', 'head', {}, h('h1', '', {}, t('Episodes')), this.where),
      h('div', 'narrow', {}, ...this.selects.values()),
      this.chips,
      this.trouble,
      this.waiting,
      this.empty,
      this.rows,
      h('nav', 'pages', { 'aria-label': t('Pages') }, this.newer, this.older),
      this.kappa,
    );
    shown(this.empty, false);
    shown(this.trouble, false);
    this.recall(query);
    this.stop = sender.listen(() => this.renderWaiting());
    this.renderWaiting();
    void this.choices();
    void this.load();
  }

  close(): void {
    this.asked = Infinity;
    this.stop();
  }

  private select(name: string, all: string, options: readonly (readonly [string, string])[]): readonly [string, HTMLSelectElement] {
    const element = h('select', '', { 'aria-label': all, 'data-test': `filter-${name}` }, h('option', '', { value: '' }, all), ...options.map(([value, label]) => h('option', '', { value }, label)));
    element.addEventListener('change', () => {
      this.cursors = [''];
      void this.load();
    });
    return [name, element];
  }

  private filters(): Filters {
    return { ...this.fixed, ...Object.fromEntries([...this.selects].map(([name, select]) => [name, select.value])) };
  }

  private recall(query: string): void {
    const kept = query === '' ? (JSON.parse(sessionStorage.getItem(KEPT) ?? '{}') as Filters) : Object.fromEntries(new URLSearchParams(query));
    this.fixed = query === '' ? {} : Object.fromEntries(Object.entries(kept).filter(([name]) => !this.selects.has(name)));
    this.selects.forEach((select, name) => {
      const value = kept[name] ?? '';
      offer(select, [value]);
      select.value = value;
    });
    this.renderChips();
  }

  private renderChips(): void {
    const all = chips(this.fixed);
    const remove = (name: string, text: string): HTMLButtonElement => {
      const chip = button(h('span', '', {}, text, h('span', '', { 'aria-hidden': 'true' }, ' ✕')), 'deed', () => this.widen(name));
      chip.setAttribute('aria-label', t('Do not narrow to: {filter}', { filter: text }));
      chip.dataset['test'] = `chip-${name}`;
      return chip;
    };
    this.chips.replaceChildren(...all.map(({ name, text }) => remove(name, text)));
    shown(this.chips, all.length > 0);
  }

  /** The address goes with it, so that a way back here does not narrow the list again. */
  private widen(name: string): void {
    this.fixed = without(this.fixed, name);
    history.replaceState(null, '', hashOf({ kind: 'episodes', query: queryOf(this.filters()) }));
    this.renderChips();
    (this.chips.querySelector('button') ?? this.selects.get('task'))?.focus();
    this.cursors = [''];
    void this.load();
  }

  /** What there is to choose from: what the fleet has now, and what the list has shown. */
  private async choices(): Promise<void> {
    offer(this.selects.get('robot'), [...this.page.state().robots.keys()]);
    offer(
      this.selects.get('version'),
      await policies().then(
        (known) => known.map(({ version }) => version),
        () => [],
      ),
    );
    const agreed = await agreement().catch(() => undefined);
    if (agreed !== undefined && agreed.episodes > 0) {
      const kappa = agreed.kappa === null ? '–' : agreed.kappa.toFixed(2);
      text(this.kappa, t('{n} episodes were looked at again; {agreed} were judged alike. Cohen’s κ {kappa}.', { n: agreed.episodes, agreed: agreed.agreed, kappa }));
    }
  }

  private turn(by: 1 | -1): void {
    if (by === 1 && this.next !== null) {
      this.cursors = [...this.cursors, this.next];
    } else if (by === -1 && this.cursors.length > 1) {
      this.cursors = this.cursors.slice(0, -1);
    }
    void this.load();
  }

  private async load(): Promise<void> {
    const asked = ++this.asked;
    sessionStorage.setItem(KEPT, JSON.stringify({ ...this.filters(), ...Object.fromEntries(Object.keys(this.fixed).map((name) => [name, ''])) }));
    try {
      const found = await pageOf({ ...this.filters(), limit: String(PAGE), after: this.cursors.at(-1) ?? '' });
      if (asked === this.asked) {
        this.show(found);
      }
    } catch (e) {
      if (asked === this.asked) {
        text(this.trouble, failure(e));
        shown(this.trouble, true);
      }
    }
  }

  private show({ episodes, next, total, reviews }: EpisodePage): void {
    const first = (this.cursors.length - 1) * PAGE;
    this.next = first + episodes.length < total ? next : null;
    this.rows.replaceChildren(...episodes.map((manifest) => row(manifest, reviews[manifest.episode])));
    this.element.scrollTop = 0;
    shown(this.trouble, false);
    shown(this.empty, total === 0);
    text(this.where, total === 0 ? '' : t('{first} to {last} of {total}', { first: first + 1, last: first + episodes.length, total }));
    this.newer.disabled = this.cursors.length === 1;
    this.older.disabled = this.next === null;
    offer(this.selects.get('task'), episodes.map((manifest) => manifest.plan.task));
    offer(this.selects.get('robot'), episodes.map((manifest) => manifest.robot));
  }

  private renderWaiting(): void {
    const n = sender.queue().length;
    text(this.waiting, n === 0 ? '' : `◷ ${t('{n} verdicts of this tablet are not sent yet.', { n })}`);
    shown(this.waiting, n > 0);
  }
}

/** More choices; those there are stay, in their order. */
function offer(select: HTMLSelectElement | undefined, values: readonly string[]): void {
  const known = new Set([...(select?.options ?? [])].map((option) => option.value));
  for (const value of [...new Set(values)].sort()) {
    if (!known.has(value)) {
      select?.append(h('option', '', { value }, value));
    }
  }
}

function row(manifest: EpisodeManifest, review: Review | undefined): HTMLElement {
  const { outcome, reason } = manifest.ending;
  const marks = [
    manifest.interventions === 0 ? '' : manifest.interventions === 1 ? t('1 takeover') : t('{n} takeovers', { n: manifest.interventions }),
    review?.disputed === true ? t('▲ disputed') : review !== undefined && review.verdicts.length > 0 ? t('looked at again') : '',
    review?.exclusion == null ? '' : t('◇ left out'),
  ];
  const facts = [`${outcomeWord(outcome)} (${why(reason)})`, cohortWord(manifest.plan.cohort), manifest.plan.task, driver(manifest.plan.driver), manifest.robot, `${(manifest.durationMillis / 1000).toFixed(0)} s`];
  return h(
    'div',
    'episode-item',
    { role: 'listitem' },
    h(
      'a',
      `episode-line is-${outcome.toLowerCase()}`,
      { href: hashOf({ kind: 'episode', episode: manifest.episode }), 'data-test': `episode-${manifest.episode}` },
      h('span', 'sign', { 'aria-hidden': 'true' }, SIGNS[outcome]),
      h('span', 'episode-name', {}, manifest.episode),
      h('span', 'episode-what', {}, facts.filter((fact) => fact !== '').join(' · ')),
      h('span', 'episode-marks', {}, ...marks.filter((mark) => mark !== '').map((mark) => h('span', 'mark', {}, mark))),
      h('span', 'episode-when', {}, when(manifest.startedAtMillis)),
    ),
  );
}
