import { hasEnough, INKS, marksOf, SHAPES, type Figure, type Table } from '../research/figure.js';
import { csvOf } from '../research/metrics.js';
import type { Page } from '../page.js';
import { t } from '../words/language.js';
import { button, h } from './dom.js';
import { pictureOf } from './picture.js';
import { plot, type Plot } from './plot.js';

const SIGNS: Readonly<Record<(typeof SHAPES)[number], string>> = { circle: '●', square: '■', triangle: '▲', diamond: '◆' };

export interface Card {
  readonly element: HTMLElement;
  show(figure: Figure): void;
  close(): void;
}

/** A figure, the same as a table, and ways to take it along: picture, CSV, link. */
export function figureCard(page: Page, link: (figure: Figure) => string, more: readonly HTMLElement[]): Card {
  const title = h('h2', 'figure-title');
  const note = h('p', 'hint');
  const key = h('p', 'figure-key');
  const place = h('div', 'figure-plot', { role: 'img' });
  const empty = h('p', 'empty', {}, t('Not enough data: a mark needs 10 episodes.'));
  const table = h('div', 'scroll', { tabindex: '0', role: 'region' });
  const csv = h('a', 'figure-tool', { 'data-test': 'csv' }, 'CSV');
  const png = button('PNG', 'figure-tool', () => void save());
  const copy = button(t('Copy link'), 'figure-tool', () => void copied());
  const details = h('details', 'figure-table', {}, h('summary', '', {}, t('As a table')), table);
  const element = h('section', 'card figure', {}, h('div', 'figure-head', {}, title, h('span', 'figure-tools', {}, ...more, png, csv, copy)), note, key, place, empty, details);
  let shown: Figure | undefined;
  let drawn: Plot | undefined;

  async function save(): Promise<void> {
    if (shown !== undefined && drawn !== undefined) {
      const blob = await pictureOf(shown, drawn.canvas(), new Date(), location.origin);
      const anchor = h('a', '', { href: URL.createObjectURL(blob), download: `fleetrl-${shown.id}.png` });
      anchor.click();
      setTimeout(() => URL.revokeObjectURL(anchor.href), 10_000);
    }
  }

  async function copied(): Promise<void> {
    if (shown !== undefined) {
      const address = `${location.origin}/${link(shown)}`;
      try {
        await navigator.clipboard.writeText(address);
        page.notice(t('The link is copied.'));
      } catch {
        // Without TLS a browser keeps the clipboard to itself.
        location.hash = link(shown);
        page.notice(t('The link is in the address bar.'));
      }
    }
  }

  const show = (figure: Figure): void => {
    if (JSON.stringify(figure) === JSON.stringify(shown)) {
      return;
    }
    shown = figure;
    drawn?.close();
    drawn = undefined;
    title.textContent = figure.title;
    note.textContent = figure.note;
    element.dataset['test'] = `figure-${figure.id}`;
    key.replaceChildren(...keys(figure));
    table.setAttribute('aria-label', figure.title);
    place.setAttribute('aria-label', t('{title}; the same stands in the table below', { title: figure.title }));
    const enough = hasEnough(figure);
    place.hidden = marksOf(figure).length === 0;
    empty.hidden = enough;
    png.disabled = place.hidden;
    csv.setAttribute('href', csvOf(figure.path));
    csv.setAttribute('download', `fleetrl-${figure.id}.csv`);
    table.replaceChildren(tableOf(figure.table));
    if (!place.hidden) {
      drawn = plot(figure, place, (mark) => {
        if (mark.link !== undefined) {
          location.hash = mark.link;
        }
      });
    }
  };
  return { element, show, close: () => drawn?.close() };
}

function keys(figure: Figure): readonly HTMLElement[] {
  return figure.series
    .filter((series) => series.name !== '')
    .map((series, i) => {
      const sign = h('span', '', { 'aria-hidden': 'true' }, SIGNS[SHAPES[i % SHAPES.length] ?? 'circle']);
      sign.style.color = `var(${INKS[i % INKS.length] ?? '--blue'})`;
      return h('span', 'figure-key-entry', {}, sign, ` ${series.name}`);
    });
}

export function tableOf(table: Table): HTMLElement {
  const head = h('tr', '', {}, ...table.columns.map((name) => h('th', '', { scope: 'col' }, name)));
  const rows = table.rows.map(({ cells, link }) => {
    const [first = '', ...rest] = cells;
    const name = link === undefined ? first : h('a', 'row-link', { href: link, title: t('Its episodes') }, first);
    return h('tr', '', {}, h('th', '', { scope: 'row' }, name), ...rest.map((cell) => h('td', '', {}, cell)));
  });
  return h('table', '', {}, h('thead', '', {}, head), h('tbody', '', {}, ...rows));
}
