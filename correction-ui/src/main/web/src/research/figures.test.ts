import { expect, test } from 'vitest';
import { hasEnough, spanOf, topOf } from './figure.js';
import { effortFigure, endingsFigure, generalisationFigure, helpFigure, learningFigure, successFigure } from './figures.js';
import { reliabilityFigure } from './calibration.js';
import type { LearningRow, ThroughputRow } from './metrics.js';

const HELP = { share: 0.25, shareInterval: [0.15, 0.4], perEpisode: 0.5, perHour: 60, perHourInterval: [40, 80], minutesPerHour: 6, minutesPerHourInterval: null, stepShare: 0.1 } as const;

function throughput(version: string, episodes: number, successes: number): ThroughputRow {
  return {
    version, task: 'pick', cohort: 'EVALUATION', episodes, successes, assisted: 0, aborted: 1,
    successRate: successes / episodes, successInterval: [0.4, 0.6], throughputPerHour: 120, throughputInterval: [100, 140], grossPerHour: null,
    interventions: 3, help: HELP, medianSeconds: 9.5, p90Seconds: 14, trainSeconds: 70, recipe: 'recap',
  };
}

function learning(version: string, recipe: string, round: number, rest: Partial<LearningRow> = {}): LearningRow {
  return {
    version, task: 'pick', cohort: 'EVALUATION', round, recipe, episodes: 60, successes: 30, successRate: 0.5, successInterval: [0.38, 0.62],
    throughputPerHour: 120, throughputInterval: [100, 140], demonstrationMinutes: 10, correctionMinutes: 2, practiceEpisodes: 40, practiceSuccesses: 20,
    practiceMinutes: 3, returnOnEffort: 0.11, ...rest,
  };
}

test('success is in percent with its interval, and leads to its episodes', () => {
  const figure = successFigure([throughput('v1', 60, 30)], 'metrics/throughput?task=pick');

  expect(figure.series[0]?.marks[0]).toEqual({ label: 'v1', x: 0, y: 50, low: 40, high: 60, n: 60, link: '#/episodes?task=pick&version=v1&cohort=EVALUATION&variation=none' });
  expect(figure.table.rows[0]?.cells).toEqual(['v1', 'recap', '60', '30', '50 [40 – 60]', '1', '70 s']);
});

test('too few episodes are counted and not judged', () => {
  const figure = successFigure([throughput('v1', 9, 9)], '');

  expect(hasEnough(figure)).toBe(false);
  expect(figure.table.rows[0]?.cells).toContain('not enough data');
  expect(figure.table.rows[0]?.cells).toContain('9');
});

test('help says takeovers and minutes an hour', () => {
  expect(helpFigure([throughput('v1', 40, 20)], '').table.rows[0]?.cells).toEqual(['v1', '40', '0', '25 [15 – 40]', '0.50', '60.0 [40.0 – 80.0]', '6.0', '10.0']);
});

test('a learning curve is one line a task and recipe, in the order of the rounds', () => {
  const figure = learningFigure([learning('r2', 'recap', 2), learning('base', 'sft', 0), learning('r1', 'recap', 1)], '');

  expect(figure.series.map((series) => [series.name, series.marks.map((mark) => mark.label)])).toEqual([
    ['pick · recap', ['r1', 'r2']],
    ['pick · sft', ['base']],
  ]);
  expect(figure.series.map((series) => series.start?.label)).toEqual(['base', undefined]);
  expect(spanOf(figure)[0]).toBeLessThan(0);
  expect(spanOf(figure)[1]).toBeGreaterThan(2);
});

test('effort adds demonstrations and corrections', () => {
  const figure = effortFigure([learning('r1', 'recap', 1, { correctionMinutes: 2.5 }), learning('r2', 'recap', 2, { correctionMinutes: 5, returnOnEffort: null })], '');

  expect(figure.series[0]?.marks.map((mark) => mark.x)).toEqual([12.5, 15]);
  expect(spanOf(figure)[0]).toBe(0);
  expect(figure.table.rows.map((row) => row.cells.at(-1))).toEqual(['0.110', '–']);
});

test('endings keep the order of the server and lead to the episodes that ended so', () => {
  const figure = endingsFigure(
    [{ version: 'v1', task: 'pick', cohort: 'TRAIN', outcome: 'FAILURE', reason: 'time-out', episodes: 12, of: 40, share: 0.3, shareInterval: [0.18, 0.45] }],
    '',
  );

  expect(figure.series[0]?.marks[0]?.label).toBe('✕ Failure: Time out');
  expect(figure.series[0]?.marks[0]?.link).toBe('#/episodes?task=pick&version=v1&cohort=TRAIN&outcome=FAILURE&reason=time-out');
});

test('scenes are compared side by side, a series a version', () => {
  const row = (version: string, variation: string) => ({ version, task: 'pick', axis: 'vision', variation, severity: 1, episodes: 20, successes: 10, successRate: 0.5, successInterval: [0.3, 0.7] as const });
  const figure = generalisationFigure([row('base', 'none'), row('base', 'vision.light.1'), row('r1', 'none'), row('r1', 'vision.light.1')], '');

  expect(figure.series.map((series) => series.marks.map((mark) => mark.x))).toEqual([[0, 1], [0, 1]]);
  expect(figure.series[1]?.marks[0]?.label).toBe('Scene of training');
  expect(figure.series[1]?.marks.map((mark) => mark.link)).toEqual([
    '#/episodes?task=pick&version=r1&cohort=EVALUATION&variation=none',
    '#/episodes?task=pick&version=r1&cohort=EVALUATION&variation=vision.light.1',
  ]);
  expect(figure.table.rows[1]?.link).toBe('#/episodes?task=pick&version=base&cohort=EVALUATION&variation=vision.light.1');
});

test('a reliability diagram shows the chosen task and its errors', () => {
  const bin = { bin: 0, episodes: 20, predicted: 0.3, happened: 8, rate: 0.4, interval: [0.2, 0.6] as const };
  const figure = reliabilityFigure(
    { run: 'round-1', errors: [{ task: 'pick', episodes: 40, brier: 0.2, brierOfMean: 0.25, ece: 0.1, eceByChance: 0.15 }], rows: [{ ...bin, task: 'pick' }, { ...bin, task: 'sort' }], heldOut: { spearman: 0.71 }, flags: [] },
    'pick',
    '',
  );

  expect(figure.series[0]?.marks).toHaveLength(1);
  expect(figure.note).toContain('n = 40; Brier 0.200 (of always saying the mean: 0.250); ECE 0.100 (by chance below 0.150). Spearman of value and return, held out: 0.71.');
  expect(spanOf(figure)).toEqual([0, 100]);
});

test('an interval far beyond all values does not crush them', () => {
  const figure = successFigure([throughput('v1', 60, 30)], '');

  expect(topOf({ ...figure, top: undefined, series: [{ name: '', start: undefined, marks: [{ label: 'v', x: 0, y: 10, low: 0, high: 900, n: 60, link: undefined }] }] })).toBeCloseTo(33);
  expect(topOf({ ...figure, top: undefined, series: [] })).toBe(1);
});
