import type { Interval } from '../api.js';
import { t } from '../words/language.js';
import { digits, ENOUGH, type Figure, type Mark, type Table } from './figure.js';
import { episodesOf } from './filter.js';
import type { Arm, Comparing, Compared, Rollout } from './rollout.js';

const whole = (share: number): string => (100 * share).toFixed(0);
const span = ([low, high]: Interval, write: (value: number) => string): string => `[${write(low)} – ${write(high)}]`;

/** Canary episodes are apart from practice; in the fleet both versions practise. */
const linkOf = (rollout: Rollout, version: string, where: Comparing): string => episodesOf({ task: rollout.task, version, cohort: where === 'canary' ? 'CANARY' : 'TRAIN' });

const arms = (rollout: Rollout, compared: Compared): readonly (readonly [string, Arm])[] => [
  [rollout.version, compared.candidate],
  [rollout.baseline, compared.baseline],
];

/** Success and throughput of both, each as a figure. */
export function comparedFigures(rollout: Rollout, compared: Compared, where: Comparing): readonly Figure[] {
  const figure = (id: string, title: string, unit: string, top: number | undefined, value: (arm: Arm) => Pick<Mark, 'y' | 'low' | 'high'>): Figure => ({
    id: `rollout-${where}-${id}`,
    title,
    note: '',
    shape: 'rows',
    xTitle: '',
    yTitle: '',
    unit,
    top,
    diagonal: false,
    path: '',
    series: [{ name: '', start: undefined, marks: arms(rollout, compared).map(([version, arm], x) => ({ label: version, x, n: arm.episodes, link: linkOf(rollout, version, where), ...value(arm) })) }],
    table: comparedTable(rollout, compared, where),
  });
  return [
    figure('success', t('Success %'), ' %', 100, ({ episodes, successes, successInterval: [low, high] }) => ({ y: (100 * successes) / Math.max(1, episodes), low: 100 * low, high: 100 * high })),
    figure('throughput', t('Successes per robot hour'), '', undefined, ({ throughputPerHour: y, throughputInterval }) => ({ y, low: throughputInterval?.[0] ?? y, high: throughputInterval?.[1] ?? y })),
  ];
}

export function comparedTable(rollout: Rollout, compared: Compared, where: Comparing): Table {
  const said = (arm: Arm, text: string): string => (arm.episodes < ENOUGH ? t('not enough data') : text);
  return {
    columns: [t('Policy'), t('Part'), 'n', t('Successes'), t('Success %'), t('Successes / h')],
    rows: arms(rollout, compared).map(([version, arm], i) => ({
      link: linkOf(rollout, version, where),
      cells: [
        version,
        i === 0 ? t('New') : t('Baseline'),
        `${arm.episodes}`,
        `${arm.successes}`,
        said(arm, `${whole(arm.successes / Math.max(1, arm.episodes))} ${span(arm.successInterval, whole)}`),
        said(arm, `${digits(arm.throughputPerHour)} ${arm.throughputInterval === null ? '' : span(arm.throughputInterval, digits)}`.trim()),
      ],
    })),
  };
}
