import { t } from '../words/language.js';
import type { Figure } from './figure.js';
import type { Calibration } from './metrics.js';

/** Reliability diagram: what P(success) said at the first step, against how often it came true. */
export function reliabilityFigure(calibration: Calibration, task: string, path: string): Figure {
  const bins = calibration.rows.filter((bin) => bin.task === task);
  const whole = (share: number): string => (100 * share).toFixed(0);
  return {
    id: 'calibration',
    title: t('Value calibration'),
    note: `${t('P(success) at the first step of practice episodes against how many the policy then did alone, with Wilson’s 95 % interval. Episodes that the value function was trained on are among them.')} ${errorsOf(calibration, task)}`.trim(),
    shape: 'curve',
    xTitle: t('Predicted %'),
    yTitle: t('Came true %'),
    unit: ' %',
    top: 100,
    diagonal: true,
    path,
    series: [
      {
        name: calibration.run,
        start: undefined,
        marks: bins.map((bin) => ({
          label: `${whole(bin.predicted)} %`,
          x: 100 * bin.predicted,
          y: 100 * bin.rate,
          low: 100 * bin.interval[0],
          high: 100 * bin.interval[1],
          n: bin.episodes,
          link: undefined,
        })),
      },
    ],
    table: {
      columns: [t('Predicted %'), t('Came true %'), 'n', t('Successes')],
      rows: bins.map((bin) => ({
        link: undefined,
        cells: [(100 * bin.predicted).toFixed(1), `${whole(bin.rate)} [${whole(bin.interval[0])} – ${whole(bin.interval[1])}]`, `${bin.episodes}`, `${bin.happened}`],
      })),
    },
  };
}

/** The errors in words; the held-out ones are the label run's own. */
export function errorsOf(calibration: Calibration, task: string): string {
  const here = calibration.errors.find((errors) => errors.task === task);
  const heldOut = calibration.heldOut;
  const parts: string[] = [];
  if (here !== undefined) {
    parts.push(
      t('n = {n}; Brier {brier} (of always saying the mean: {mean}); ECE {ece} (by chance below {chance}).', {
        n: here.episodes,
        brier: here.brier.toFixed(3),
        mean: here.brierOfMean.toFixed(3),
        ece: here.ece.toFixed(3),
        chance: here.eceByChance.toFixed(3),
      }),
    );
  }
  const brier = heldOut['brier.first'];
  const ece = heldOut['ece.first'];
  if (brier !== undefined && ece !== undefined) {
    parts.push(t('Held out, after calibration, over all tasks: Brier {brier}, ECE {ece}.', { brier: brier.toFixed(3), ece: ece.toFixed(3) }));
  }
  const spearman = heldOut['spearman'];
  if (spearman !== undefined) {
    parts.push(t('Spearman of value and return, held out: {rho}.', { rho: spearman.toFixed(2) }));
  }
  return parts.join(' ');
}
