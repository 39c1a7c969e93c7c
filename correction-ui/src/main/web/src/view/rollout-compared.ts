import { comparedFigures, comparedTable } from '../research/compared.js';
import { bars, shareOf, ticks, type Bar, type Compared, type Comparing, type Rollout } from '../research/rollout.js';
import { t } from '../words/language.js';
import { h, shown } from './dom.js';
import { tableOf } from './figure-card.js';
import { plot, type Plot } from './plot.js';

/** Both versions in one stage: how far the evidence is, and what it comes from. */
export class ComparedPart {
  readonly element: HTMLElement;
  private plots: readonly Plot[] = [];
  private told = '';

  constructor(private readonly where: Comparing) {
    this.element = h('div', 'rollout-compared', { 'data-test': `rollout-${where}`, hidden: '' });
  }

  /** @param decided the evidence of this stage grows no more */
  show(rollout: Rollout, compared: Compared | null, decided: boolean): void {
    const told = JSON.stringify([rollout.version, rollout.baseline, compared, decided]);
    shown(this.element, compared !== null);
    if (compared === null || told === this.told) {
      return;
    }
    this.told = told;
    this.close();
    const figures = comparedFigures(rollout, compared, this.where);
    const places = figures.map(({ title }) => h('div', 'figure-plot', { role: 'img', 'aria-label': t('{title}; the same stands in the table below', { title }) }));
    const title = this.where === 'canary' ? t('Compared in canary') : t('Compared in the fleet');
    this.element.replaceChildren(
      h('h4', '', {}, title),
      evidence(compared, this.where, decided),
      h('div', 'rollout-plots', {}, ...figures.map((figure, i) => h('div', 'figure', {}, h('h5', '', {}, figure.title), ...places.slice(i, i + 1)))),
      h('div', 'scroll figure-table', { tabindex: '0', role: 'region', 'aria-label': title }, tableOf(comparedTable(rollout, compared, this.where))),
    );
    this.plots = places.map((place, i) => {
      const figure = figures[i];
      return figure === undefined ? undefined : plot(figure, place, (mark) => (location.hash = mark.link ?? location.hash));
    }).filter((made) => made !== undefined);
  }

  close(): void {
    this.plots.forEach((drawn) => drawn.close());
    this.plots = [];
  }
}

function evidence(compared: Compared, where: Comparing, decided: boolean): HTMLElement {
  const { needed } = compared.evidence;
  const scale = h('div', 'evidence-scale', { 'aria-hidden': 'true' }, ...ticks(needed).map((value) => {
    const tick = h('span', '', {}, `${multiple(value)}×`);
    tick.style.left = `${100 * shareOf(value, needed)}%`;
    return tick;
  }));
  const note =
    where === 'canary'
      ? t('Promoted once both of the first are enough, and rolled back once the last is. A number says how far a fair bet on it has grown at best: {needed} times is enough, however often one looks.', { needed: multiple(needed) })
      : t('It is published; rolled back once this is enough. A number says how far a fair bet on it has grown at best: {needed} times is enough, however often one looks.', { needed: multiple(needed) });
  return h('div', 'evidence', {}, ...bars(compared, where).map((bar) => barOf(bar, needed, decided)), h('div', 'evidence-row', {}, h('span', ''), scale, h('span', '')), h('p', 'hint', {}, note));
}

function barOf(bar: Bar, needed: number, decided: boolean): HTMLElement {
  const fill = h('span', 'evidence-fill');
  fill.style.width = `${100 * bar.share}%`;
  const said = `${t('{value} of {needed}', { value: multiple(bar.value), needed: multiple(needed) })}: ${verdict(bar, decided)}`;
  const name = nameOf(bar.of);
  const meter = h('div', 'evidence-bar', { role: 'meter', 'aria-label': name, 'aria-valuemin': '0', 'aria-valuemax': '100', 'aria-valuenow': `${Math.round(100 * bar.share)}`, 'aria-valuetext': said }, fill);
  return h('div', `evidence-row of-${bar.of}`, { 'data-test': `evidence-${bar.of}` }, h('span', 'evidence-name', {}, name), meter, h('span', 'evidence-said', { 'aria-hidden': 'true' }, said));
}

function nameOf(of: Bar['of']): string {
  switch (of) {
    case 'noWorse':
      return t('Succeeds no less often, but for the margin');
    case 'moreThroughput':
      return t('Brings more successes an hour');
    case 'worse':
      return t('Succeeds less often');
  }
}

function verdict({ of, enough }: Bar, decided: boolean): string {
  if (of === 'worse') {
    return enough ? t('✕ enough to roll back') : t('○ not enough to roll back');
  }
  return enough ? t('✓ enough to promote') : decided ? t('– not enough to promote') : t('○ not enough yet');
}

const multiple = (value: number): string => (value < 9.95 ? String(Number(value.toFixed(1))) : value < 1000 ? value.toFixed(0) : '> 999');
